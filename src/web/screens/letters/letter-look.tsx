/** A letter: its page, or its text; both say the same. */
import { Anchor, Group, SegmentedControl, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../words/words.ts';
import classes from './letters.module.css';

interface LetterLookProps {
  readonly heading: string;
  readonly letter: {
    readonly language: string;
    readonly direction: 'ltr' | 'rtl';
    readonly title: string;
    readonly text: string;
  };
  /** Address of the PDF. */
  readonly pdf: string;
  readonly fileName: string;
}

export function LetterLook({ heading, letter, pdf, fileName }: LetterLookProps) {
  const t = useWords('letters');
  const canShowPages = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false }) && showsPdf();
  const [as, setAs] = useState<'page' | 'text'>(canShowPages ? 'page' : 'text');
  const id = useId();
  const text = useTextAddress(letter.text);
  return (
    <section aria-labelledby={id} className={classes.letter}>
      <Title order={3} id={id} size="h4">
        {heading}
      </Title>
      <Group justify="space-between" my="xs">
        {canShowPages ? (
          <SegmentedControl
            value={as}
            onChange={(value) => setAs(value === 'page' ? 'page' : 'text')}
            aria-label={t('notice.shownAs')}
            data={[
              { value: 'page', label: t('notice.page') },
              { value: 'text', label: t('notice.text') },
            ]}
          />
        ) : (
          <span />
        )}
        <Group gap="md">
          <Anchor href={pdf} target="_blank" rel="noopener">
            {t('notice.pdf')}
          </Anchor>
          <Anchor href={text} download={fileName}>
            {t('notice.download')}
          </Anchor>
        </Group>
      </Group>
      {as === 'page' ? (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF in a sandbox; it is our own, and its CSP allows nothing
        <iframe src={`${pdf}#navpanes=0`} title={heading} className={classes.frame} />
      ) : (
        <div className={classes.text} lang={letter.language} dir={letter.direction}>
          {letter.text}
        </div>
      )}
    </section>
  );
}

/** The text as a file; its address lives as long as the page shows it. */
function useTextAddress(text: string): string | undefined {
  const [address, setAddress] = useState<string | undefined>(undefined);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return address;
}

/** Some browsers, mostly of telephones, show no PDF inside a page. */
function showsPdf(): boolean {
  return navigator.pdfViewerEnabled;
}
