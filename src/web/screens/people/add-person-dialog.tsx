import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, invalidate, type AnswerOf } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { LinkText } from './link-text.tsx';
import { PersonFields } from './person-fields.tsx';
import { usePersonForm } from './use-person-form.ts';
import { WhyFields } from './why-fields.tsx';

const NOBODY = { name: '', email: '', staffId: '', grants: [] };

export function AddPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('people');
  const parts = useWords('parts');
  const form = usePersonForm(NOBODY);
  const [wantsLink, setWantsLink] = useState(true);
  const [added, setAdded] = useState<AnswerOf<'addPerson'>>();
  const isTouched = form.typed !== form.start;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.send(
      (body) => api.addPerson({ body: { ...body, link: wantsLink } }),
      (answer) => {
        void invalidate('listPeople');
        if (answer.link === null) onClose();
        else setAdded(answer);
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={added === undefined ? t('add.title') : t('add.done', { name: form.typed.name })}
      size="lg"
      closeOnEscape={!isTouched}
      closeOnClickOutside={!isTouched}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      {added?.link ? (
        <LinkText link={added.link} name={form.typed.name} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            {form.error !== undefined && <ProblemAlert error={form.error} title={t('add.failed')} />}
            <PersonFields typed={form.typed} wrong={form.wrong} onType={form.onType} />
            <WhyFields
              reason={form.reason}
              onReason={form.onReason}
              wrong={form.wrong.reason}
              from={form.from}
              onFrom={form.setFrom}
            />
            <Checkbox
              label={t('add.link')}
              description={t('add.linkHint')}
              checked={wantsLink}
              onChange={(event) => setWantsLink(event.currentTarget.checked)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {parts('cancel')}
              </Button>
              <Button type="submit" loading={form.isBusy}>
                {t('add.confirm')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
