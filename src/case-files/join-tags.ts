/** The tags of a joined file: each piece keeps those it has, and pages without any become figures with a name. */
import {
  beginMarkedContent,
  endMarkedContent,
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFOperator,
  PDFOperatorNames,
  PDFPage,
  PDFPageLeaf,
  PDFRef,
  PDFString,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib';

export interface TaggedPieceHead {
  readonly title: string;
  readonly depth: 0 | 1;
}

export interface TagJoin {
  /** Appends the pages of a PDF with its tags, languages and table headers. Returns how many. */
  readonly addPdf: (source: PDFDocument, head: TaggedPieceHead) => number;
  /** A page that was drawn here, of a picture. */
  readonly addPicture: (page: PDFPage, head: TaggedPieceHead) => void;
  /** Writes the one tree above all pieces. */
  readonly finish: () => void;
}

const name = (text: string): PDFName => PDFName.of(text);

interface Tree {
  readonly joined: PDFDocument;
  readonly root: PDFRef;
  /** Of the element above all pieces. */
  readonly document: PDFRef;
  readonly top: PDFArray;
  readonly parents: { readonly key: number; readonly value: PDFObject }[];
  readonly ids: { readonly id: string; readonly element: PDFRef }[];
  readonly roles: PDFDict;
  nextKey: number;
  pieces: number;
  /** The kids of the part that papers stand under. */
  part: { readonly ref: PDFRef; readonly kids: PDFArray } | undefined;
}

export function joinTags(joined: PDFDocument): TagJoin {
  const { context } = joined;
  const tree: Tree = {
    joined,
    root: context.nextRef(),
    document: context.nextRef(),
    top: PDFArray.withContext(context),
    parents: [],
    ids: [],
    roles: context.obj({}),
    nextKey: 0,
    pieces: 0,
    part: undefined,
  };
  return {
    addPdf: (source, head) => addPdf(tree, source, head),
    addPicture: (page, head) => {
      const piece = beginPiece(tree, head);
      addFigure(tree, piece, { page, alt: head.title });
    },
    finish: () => finish(tree),
  };
}

interface Piece {
  readonly ref: PDFRef;
  readonly element: PDFDict;
  readonly kids: PDFArray;
}

function beginPiece(tree: Tree, { title, depth }: TaggedPieceHead): Piece {
  const { context } = tree.joined;
  tree.pieces += 1;
  const above = depth === 1 ? tree.part : undefined;
  const kids = PDFArray.withContext(context);
  const element = elementOf(tree, { role: 'Part', parent: above?.ref ?? tree.document, kids });
  element.set(name('T'), PDFHexString.fromText(title));
  const ref = context.register(element);
  (above?.kids ?? tree.top).push(ref);
  if (depth === 0) tree.part = { ref, kids };
  return { ref, element, kids };
}

function elementOf(
  { joined: { context } }: Tree,
  { role, parent, kids }: { readonly role: string; readonly parent: PDFRef; readonly kids: PDFObject },
): PDFDict {
  const element = context.obj({});
  element.set(name('Type'), name('StructElem'));
  element.set(name('S'), name(role));
  element.set(name('P'), parent);
  element.set(name('K'), kids);
  return element;
}

function addPdf(tree: Tree, source: PDFDocument, head: TaggedPieceHead): number {
  const { joined } = tree;
  const copier = PDFObjectCopier.for(source.context, joined.context);
  const pages = source.getPages().map((page) => {
    // By its number, so that what names the page names its copy.
    const ref = copier.copy(page.ref);
    const leaf = joined.context.lookup(ref);
    if (!(leaf instanceof PDFPageLeaf)) throw new Error('pdf: a page that is none');
    return PDFPage.of(leaf, ref, joined);
  });
  for (const page of pages) joined.addPage(page);
  if (pages.length === 0) return 0;
  const piece = beginPiece(tree, head);
  const language = source.catalog.lookup(name('Lang'));
  if (language instanceof PDFString || language instanceof PDFHexString)
    piece.element.set(name('Lang'), copier.copy(language));
  const own = source.catalog.get(name('StructTreeRoot'));
  if (own instanceof PDFRef && addTree(tree, piece, { root: copier.copy(own), pages })) return pages.length;
  for (const [at, page] of pages.entries()) {
    page.node.delete(name('StructParents'));
    addFigure(tree, piece, { page, alt: `${head.title}, page ${at + 1} of ${pages.length}` });
  }
  return pages.length;
}

/** false: the file has no tags that lead from its pages. */
function addTree(
  tree: Tree,
  piece: Piece,
  { root, pages }: { readonly root: PDFRef; readonly pages: readonly PDFPage[] },
): boolean {
  const { context } = tree.joined;
  const copied = context.lookup(root, PDFDict);
  const parents = numbersOf(copied.lookup(name('ParentTree')));
  const kids = listOf(copied.lookup(name('K')) instanceof PDFArray ? copied.lookup(name('K')) : copied.get(name('K')));
  const isWhole = pages.every(({ node }) => parents.has(keyOf(node, 'StructParents')));
  if (!isWhole || kids.length === 0) return false;
  const first = tree.nextKey;
  for (const [key, value] of parents) {
    tree.parents.push({ key: first + key, value });
    tree.nextKey = Math.max(tree.nextKey, first + key + 1);
  }
  for (const page of pages) {
    move(page.node, 'StructParents', first);
    for (const mark of listOf(page.node.lookup(name('Annots')))) {
      const annotation = context.lookup(mark);
      if (annotation instanceof PDFDict) move(annotation, 'StructParent', first);
    }
  }
  const roles = copied.lookup(name('RoleMap'));
  if (roles instanceof PDFDict) for (const [role, standard] of roles.entries()) tree.roles.set(role, standard);
  const prefix = `P${String(tree.pieces).padStart(5, '0')}`;
  for (const kid of kids) {
    const element = context.lookup(kid);
    if (!(element instanceof PDFDict)) continue;
    element.set(name('P'), piece.ref);
    if (element.lookup(name('S')) === name('Document')) element.set(name('S'), name('Sect'));
    renameIds(tree, kid, prefix);
    piece.kids.push(kid);
  }
  return true;
}

function keyOf(dict: PDFDict, key: string): number {
  const value = dict.lookup(name(key));
  return value instanceof PDFNumber ? value.asNumber() : -1;
}

function move(dict: PDFDict, key: string, by: number): void {
  const value = keyOf(dict, key);
  if (value >= 0) dict.set(name(key), PDFNumber.of(value + by));
}

function listOf(value: PDFObject | undefined): readonly PDFObject[] {
  if (value instanceof PDFArray) return value.asArray();
  return value === undefined ? [] : [value];
}

/** A number tree, with its branches. */
function numbersOf(node: PDFObject | undefined): ReadonlyMap<number, PDFObject> {
  const found = new Map<number, PDFObject>();
  if (!(node instanceof PDFDict)) return found;
  const numbers = listOf(node.lookup(name('Nums')));
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const key = numbers[at];
    if (key instanceof PDFNumber) found.set(key.asNumber(), numbers[at + 1] as PDFObject);
  }
  for (const branch of listOf(node.lookup(name('Kids'))))
    for (const [key, value] of numbersOf(node.context.lookup(branch))) found.set(key, value);
  return found;
}

/** Two pieces may name their cells alike: each name is said with the piece. */
function renameIds(tree: Tree, place: PDFObject, prefix: string): void {
  const element = tree.joined.context.lookup(place);
  if (!(element instanceof PDFDict)) return;
  const id = textOf(element.lookup(name('ID')));
  if (id !== undefined) {
    element.set(name('ID'), PDFString.of(prefix + id));
    if (place instanceof PDFRef) tree.ids.push({ id: prefix + id, element: place });
  }
  for (const attributes of listOf(element.lookup(name('A')))) {
    const own = tree.joined.context.lookup(attributes);
    const headers = own instanceof PDFDict ? own.lookup(name('Headers')) : undefined;
    if (!(headers instanceof PDFArray)) continue;
    for (const [at, header] of headers.asArray().entries())
      headers.set(at, PDFString.of(prefix + (textOf(header) ?? '')));
  }
  const kids = element.lookup(name('K'));
  for (const kid of kids instanceof PDFArray ? kids.asArray() : listOf(element.get(name('K'))))
    renameIds(tree, kid, prefix);
}

function textOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
}

/** All that stands on a page is one figure with a name: a scan, or a PDF that came without tags. */
function addFigure(tree: Tree, piece: Piece, { page, alt }: { readonly page: PDFPage; readonly alt: string }): void {
  const { context } = tree.joined;
  page.node.normalize();
  const begin = PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [name('Figure'), '<</MCID 0>>']);
  page.node.wrapContentStreams(
    context.register(context.contentStream([begin])),
    context.register(context.contentStream([endMarkedContent()])),
  );
  const figure = elementOf(tree, { role: 'Figure', parent: piece.ref, kids: PDFNumber.of(0) });
  figure.set(name('Pg'), page.ref);
  figure.set(name('Alt'), PDFHexString.fromText(alt));
  const { x, y, width, height } = page.getCropBox();
  figure.set(name('A'), context.obj({ O: 'Layout', Placement: 'Block', BBox: [x, y, x + width, y + height] }));
  const ref = context.register(figure);
  piece.kids.push(ref);
  page.node.set(name('StructParents'), PDFNumber.of(tree.nextKey));
  tree.parents.push({ key: tree.nextKey, value: context.obj([ref]) });
  tree.nextKey += 1;
}

function finish(tree: Tree): void {
  const { joined, root, document, top, parents, ids, roles, nextKey } = tree;
  const { context, catalog } = joined;
  context.assign(document, elementOf(tree, { role: 'Document', parent: root, kids: top }));
  const numbers = PDFArray.withContext(context);
  for (const { key, value } of parents.toSorted((one, other) => one.key - other.key)) {
    numbers.push(PDFNumber.of(key));
    numbers.push(value);
  }
  const names = PDFArray.withContext(context);
  for (const { id, element } of ids.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    names.push(PDFString.of(id));
    names.push(element);
  }
  const structure = context.obj({});
  structure.set(name('Type'), name('StructTreeRoot'));
  structure.set(name('K'), context.obj([document]));
  structure.set(name('ParentTree'), context.register(withEntry(context.obj({}), 'Nums', numbers)));
  structure.set(name('ParentTreeNextKey'), PDFNumber.of(nextKey));
  if (names.size() > 0) structure.set(name('IDTree'), treeOfNames(tree, names));
  if (roles.keys().length > 0) structure.set(name('RoleMap'), roles);
  context.assign(root, structure);
  catalog.set(name('StructTreeRoot'), root);
  catalog.set(name('MarkInfo'), context.obj({ Marked: true }));
  for (const page of joined.getPages()) page.node.set(name('Tabs'), name('S'));
}

/** The least and the greatest name stand beside the names of a branch. */
function treeOfNames({ joined: { context } }: Tree, names: PDFArray): PDFRef {
  const branch = withEntry(context.obj({}), 'Names', names);
  branch.set(name('Limits'), context.obj([names.get(0), names.get(names.size() - 2)]));
  return context.register(withEntry(context.obj({}), 'Kids', context.obj([context.register(branch)])));
}

function withEntry(dict: PDFDict, key: string, value: PDFObject): PDFDict {
  dict.set(name(key), value);
  return dict;
}

/** What belongs to the pages and not to what they say: left out when the file is read aloud. */
export function drawAside(page: PDFPage, draw: () => void): void {
  page.pushOperators(beginMarkedContent('Artifact'));
  draw();
  page.pushOperators(endMarkedContent());
}
