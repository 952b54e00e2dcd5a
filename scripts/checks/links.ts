/** Links between the documents of the project. */
import { posix } from 'node:path';
import type { Project } from './project.ts';

/** Relative links of Markdown files that lead to no file, or to no heading. Pack letters are not documents. */
export function findBrokenLinks(project: Project): readonly string[] {
  const documents = project.files.filter(
    (file) => file.endsWith('.md') && !file.startsWith('packs/') && !file.includes('/fixtures/'),
  );
  return documents.flatMap((file) => linksOf(project.read(file)).flatMap((link) => faultOf(project, file, link)));
}

function faultOf(project: Project, file: string, link: string): readonly string[] {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return [];
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path).replace(/\/$/, '');
  const exists = target === '.' || project.files.some((known) => known === target || known.startsWith(`${target}/`));
  if (!exists) return [`${file}: ${link} leads nowhere`];
  if (anchor === undefined || anchor === '' || !target.endsWith('.md')) return [];
  return headingsOf(project.read(target)).includes(anchor)
    ? []
    : [`${file}: ${link} names a heading that is not there`];
}

function linksOf(text: string): readonly string[] {
  const withoutCode = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  const inText = [...withoutCode.matchAll(/\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g)].map((match) => match[1] ?? '');
  const inTags = [...withoutCode.matchAll(/<(?:img|a)\s[^>]*?(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  return [...inText, ...inTags];
}

/** Anchors as GitHub makes them. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
