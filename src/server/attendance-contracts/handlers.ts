/** Attendance contracts. */
import type pg from 'pg';
import type { Action } from '../../access/index.ts';
import {
  actionsOf,
  changeContract,
  CONTRACT,
  contractPaper,
  draftContract,
  endContract,
  excuseSigner,
  markViolated,
  offerContract,
  readContracts,
  readWaitingContracts,
  readSteps,
  reviewContract,
  readLinesOfOthers,
  signContract,
  takeBackOffer,
  takeBackViolation,
  type Contract as ContractOnFile,
  type StepOnFile,
  type Who,
} from '../../cases/index.ts';
import { renderForm } from '../../documents/index.ts';
import { caseKeyOf } from '../cases/case-key.ts';
import { keptForReach } from '../cases/kept-casework.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import { schoolsOf, withRevision, type Context, type Handlers } from '../context.ts';
import { studentKeyOf, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import { Written } from '../written.ts';
import { attendanceContractsContract, type AttendanceContract } from './contract.ts';

const RUNNING = ['offered', 'signed', 'reviewed'] as const;

export const attendanceContractsHandlers: Handlers<typeof attendanceContractsContract> = {
  listContracts: async (context) => {
    const { query, reach, audit } = context;
    const { on } = await whoOf(context, 'see-cases');
    const asked = { on, schools: schoolsOf(reach, query.school), waiting: query.waiting };
    // Not in pages: of a district there are thousands, so the answer is written once.
    const { students, answer } = await keptForReach(context, ['contracts', asked], async () => {
      const list = await listContracts(context, asked);
      return {
        students: [...new Set(list.items.map(({ student }) => student))],
        answer: Written.of(attendanceContractsContract.listContracts.ok, list),
      };
    });
    await audit({ action: 'view-list', students, detail: { list: 'contracts', waiting: query.waiting } });
    return answer.asAnswer();
  },
  listStudentContracts: async (context) => {
    const { params, db, districtId } = context;
    const student = await studentOfKey(context, params.student);
    await leaveVisit(context, { no: Number(params.student.slice(1)) }, 'contracts');
    const contracts = await readContracts(db.pool, { districtId, student });
    const who = await whoOf(context, 'see-cases');
    const items = await answersOf(context, contracts, who);
    return { items, mayDraft: !['teacher', 'officer', 'system'].includes(who.role) };
  },
  draftContract: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const made = await inCasework(context, 'manage-contract', (client, who) =>
      draftContract(client, who, { student, meetingId: body.meeting, renewsId: body.renews }),
    );
    await audit({ action: 'draft-contract', students: [params.student], detail: { contract: made.contractId } });
    return answered(context, made);
  },
  changeContract: (context) => {
    const revision = Number(context.revision);
    return onContract(context, { action: 'manage-contract', entry: 'change-contract' }, (client, who, contractId) =>
      changeContract(client, who, { contractId, ...context.body, revision }),
    );
  },
  offerContract: (context) =>
    onContract(context, { action: 'manage-contract', entry: 'offer-contract' }, offerContract),
  takeBackOffer: (context) =>
    onContract(context, { action: 'manage-contract', entry: 'take-back-offer' }, takeBackOffer),
  signContract: (context) =>
    onContract(context, { action: 'manage-contract', entry: 'sign-contract' }, (client, who, contractId) =>
      signContract(client, who, { contractId, signatureId: context.params.signature, ...context.body }),
    ),
  excuseSigner: (context) =>
    onContract(context, { action: 'manage-contract', entry: 'excuse-signer' }, (client, who, contractId) =>
      excuseSigner(client, who, { contractId, signatureId: context.params.signature, ...context.body }),
    ),
  reviewContract: (context) =>
    onContract(context, { action: 'manage-contract', entry: 'review-contract' }, (client, who, contractId) =>
      reviewContract(client, who, { contractId, ...context.body }),
    ),
  markViolated: (context) =>
    onContract(context, { action: 'mark-violated', entry: 'mark-violated' }, (client, who, contractId) =>
      markViolated(client, who, { contractId, ...context.body }),
    ),
  takeBackViolation: (context) =>
    onContract(context, { action: 'mark-violated', entry: 'take-back-violation' }, (client, who, contractId) =>
      takeBackViolation(client, who, { contractId, ...context.body }),
    ),
  endContract: (context) =>
    onContract(context, { action: 'mark-violated', entry: 'end-contract' }, (client, who, contractId) =>
      endContract(client, who, { contractId, ...context.body }),
    ),
  readContractPdf: async (context) => {
    const contract = await ownContract(context);
    const { language } = context.query;
    if (contract.texts[language] === undefined) throw problem('not-found');
    const students = [studentKeyOf(contract.studentNo)];
    await context.audit({ action: 'view-document', students, detail: { contract: contract.contractId, language } });
    const body = await renderForm(contractPaper(contract, language), contract.schoolName);
    return { name: `contract-${contract.contractId}-${language}.pdf`, type: 'application/pdf', body };
  },
};

interface Asked {
  /** Today in the district, ISO. */
  readonly on: string;
  readonly schools: readonly string[] | undefined;
  readonly waiting: 'signature' | 'review' | 'any';
}

async function listContracts({ db, districtId }: Pick<Context, 'db' | 'districtId'>, { on, schools, waiting }: Asked) {
  const all = await readWaitingContracts(db.pool, { districtId, schools, states: RUNNING, limit: 2000 });
  const wanted = all.filter(
    (one) => (waiting !== 'review' && one.state === 'offered') || (waiting !== 'signature' && isReviewDue(one, on)),
  );
  return {
    items: wanted.map((one) => ({
      contract: one.contractId,
      student: studentKeyOf(one.studentNo),
      name: `${one.last}, ${one.first}`,
      case: one.caseId === null ? null : caseKeyOf(one.caseId),
      schoolName: one.schoolName,
      state: one.state,
      reviewOn: one.reviewOn,
      open: [...one.open],
      isReviewDue: isReviewDue(one, on),
    })),
    total: wanted.length,
  };
}

const isReviewDue = ({ state, reviewOn }: Pick<ContractOnFile, 'state' | 'reviewOn'>, today: string): boolean =>
  (state === 'signed' || state === 'reviewed') && reviewOn <= today;

type OnContract = Pick<Context, 'db' | 'districtId' | 'actor' | 'parts' | 'audit' | 'reply'> & {
  readonly params: { readonly contract: number };
};
type Answering = Pick<Context, 'db' | 'districtId' | 'actor' | 'parts' | 'reply'>;

/** Fails: `not-found` for a contract with a student out of reach. */
async function ownContract({ db, districtId, params }: OnContract): Promise<ContractOnFile> {
  const [contract] = await readContracts(db.pool, { districtId, contractIds: [params.contract] });
  if (contract === undefined) throw problem('not-found');
  return contract;
}

async function onContract(
  context: OnContract,
  { action, entry }: { readonly action: Action; readonly entry: string },
  work: (client: pg.ClientBase, who: Who, contractId: number) => Promise<ContractOnFile>,
) {
  const before = await ownContract(context);
  const after = await inCasework(context, action, (client, who) => work(client, who, before.contractId));
  const students = [studentKeyOf(before.studentNo)];
  await context.audit({ action: entry, students, detail: { contract: before.contractId } });
  return answered(context, after);
}

async function answered(context: Answering, contract: ContractOnFile) {
  const who = await whoOf(context, 'see-cases');
  const [answer] = await answersOf(context, [contract], who);
  if (answer === undefined) throw problem('not-found');
  return withRevision(context, contract.revision, answer);
}

async function answersOf(
  { db, districtId }: Pick<Context, 'db' | 'districtId'>,
  contracts: readonly ContractOnFile[],
  who: Who,
): Promise<AttendanceContract[]> {
  const answers: AttendanceContract[] = [];
  const lines = contracts.flatMap(({ signatures }) => signatures);
  const colleagues = await readLinesOfOthers(db.pool, who, lines);
  for (const contract of contracts) {
    const about = { thing: 'contract', id: contract.contractId } as const;
    answers.push(answerOf(contract, await readSteps(db.pool, { districtId, about }), { who, colleagues }));
  }
  return answers;
}

interface Asker {
  readonly who: Who;
  /** Names on lines of the school that are not who asks. */
  readonly colleagues: ReadonlySet<string>;
}

function answerOf(
  contract: ContractOnFile,
  steps: readonly StepOnFile[],
  { who, colleagues }: Asker,
): AttendanceContract {
  const { contractId, studentNo, first, last, caseId, texts, signatures, languages } = contract;
  return {
    contract: contractId,
    student: studentKeyOf(studentNo),
    name: `${last}, ${first}`,
    firstName: first,
    case: caseId === null ? null : caseKeyOf(caseId),
    school: contract.school,
    schoolName: contract.schoolName,
    year: contract.year,
    state: contract.state,
    template: contract.template,
    texts: JSON.parse(JSON.stringify(texts)) as AttendanceContract['texts'],
    goals: contract.goals,
    languages: [...languages],
    startsOn: contract.startsOn,
    reviewOn: contract.reviewOn,
    endsOn: contract.endsOn,
    meeting: contract.meetingId,
    renews: contract.renewsId,
    offeredOn: contract.offeredOn,
    signedOn: contract.signedOn,
    violatedOn: contract.violatedOn,
    endedOn: contract.endedOn,
    reviewNote: contract.reviewNote,
    isReviewDue: isReviewDue(contract, who.on),
    madeBy: contract.madeBy,
    revision: contract.revision,
    signatures: signatures.map(({ signatureId, documentId, strokes, signedDay: _, language: __, ...one }) => ({
      ...one,
      signature: signatureId,
      document: documentId,
      isOfColleague: one.part === 'school' && colleagues.has(one.name),
      strokes: strokes === null ? null : strokes.map((stroke) => stroke.map(([x, y]) => [x, y] as [number, number])),
    })),
    steps: steps.map(({ step, on, at, by, reason }) => ({ step, on, at, by, reason })),
    may: actionsOf(CONTRACT, { status: contract.state, role: who.role }).filter(
      (action) => action !== 'complete' && action !== 'lapse',
    ),
  };
}
