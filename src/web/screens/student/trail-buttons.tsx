import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { trailPlaceOf } from '../../parts/student-trail.ts';
import { useGo, useQueryText } from '../../shell/context.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

/** The student before and after in the list one came from, as buttons and as the keys [ and ]. The tab stays. */
export function TrailButtons({ student }: { readonly student: string }) {
  const t = useWords('student');
  const go = useGo();
  const [query] = useQueryText();
  const { letterKeys } = useMe();
  const place = trailPlaceOf(student);
  const { before, after } = place ?? {};
  const tab = query['tab'];
  const open = (other: string | undefined): void => {
    if (other !== undefined) go(`/students/${other}${tab === undefined ? '' : `?tab=${tab}`}`);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!letterKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '[') open(before);
      if (event.key === ']') open(after);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  if (place === undefined) return null;
  return (
    <Group gap="xs">
      <Button variant="default" disabled={before === undefined} onClick={() => open(before)} aria-keyshortcuts="[">
        {t('trail.before')}
      </Button>
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {t('trail.position', { position: place.position, count: place.count })}
      </Text>
      <Button variant="default" disabled={after === undefined} onClick={() => open(after)} aria-keyshortcuts="]">
        {t('trail.after')}
      </Button>
    </Group>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
