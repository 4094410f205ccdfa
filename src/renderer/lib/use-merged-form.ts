import { App, type FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode, useErrorText } from './error-text.ts';
import { isTouched, mergedDraft } from './merged-draft.ts';

/** Long enough to look from the message to the fields and back. */
const NOTICE_SECONDS = 8;

/** Says that what somebody else changed came into the form. */
function useMergedNotice(): () => void {
  const { t } = useTranslation('components');
  const { message } = App.useApp();
  return () => void message.warning(t('meanwhile'), NOTICE_SECONDS);
}

/**
 * A draft over what the core holds, as it is read anew: what others change meanwhile comes into the fields that nobody touched
 * here, and nothing that was typed is lost.
 */
export function useMergedDraft<Draft extends { revision: number }>(
  current: Draft,
): readonly [Draft, (change: (draft: Draft) => Draft) => void] {
  const [state, setState] = useState({ opened: current, draft: current });
  const notice = useMergedNotice();
  const said = useRef(current.revision);
  const hasMoved = state.opened !== current;
  const draft = hasMoved ? mergedDraft(state.opened, state.draft, current) : state.draft;
  if (hasMoved) setState({ opened: current, draft });
  useEffect(() => {
    if (said.current === current.revision) return;
    said.current = current.revision;
    if (isTouched(current, draft)) notice();
  });
  return [draft, (change) => setState((before) => ({ ...before, draft: change(before.draft) }))];
}

interface MergedForm<Kept extends { revision: number }, Draft extends object> {
  form: FormInstance<Draft>;
  /** The record to change; undefined for a new one. */
  record: Kept | undefined;
  draftOf: (record: Kept) => Draft;
  /** The record as it is now, after a refusal because it was changed meanwhile. */
  read: (record: Kept) => Promise<Kept>;
}

/**
 * For the form of a record that others may change meanwhile: whether that shows by reading it anew or by a refusal, their
 * changes come into the fields that nobody touched here, and the next save goes through.
 */
export function useMergedForm<Kept extends { revision: number }, Draft extends object>(
  options: MergedForm<Kept, Draft>,
): { revision: () => number; onError: (error: unknown) => boolean; saved: () => void } {
  const latest = useRef(options);
  latest.current = options;
  const opened = useRef(options.record);
  const isOwn = useRef(false);
  const notice = useMergedNotice();
  const { message } = App.useApp();
  const errorText = useErrorText();

  const absorb = (now: Kept): void => {
    const { form, draftOf } = latest.current;
    if (opened.current === undefined || now.revision === opened.current.revision) return;
    const before = draftOf(opened.current);
    const theirs = draftOf(now);
    const merged = isOwn.current ? theirs : mergedDraft(before, { ...before, ...form.getFieldsValue(true) }, theirs);
    isOwn.current = false;
    opened.current = now;
    form.setFieldsValue(merged as Parameters<typeof form.setFieldsValue>[0]);
    if (isTouched(theirs, merged)) notice();
  };
  useEffect(() => {
    if (options.record !== undefined) absorb(options.record);
  });
  return {
    /** The next change to the record is this form's own. */
    saved: () => {
      isOwn.current = true;
    },
    revision: () => opened.current?.revision ?? 0,
    onError(error) {
      const record = opened.current;
      if (record === undefined || errorCode(error) !== 'CHANGED_MEANWHILE') return false;
      latest.current.read(record).then(absorb, (failure) => message.error(errorText(failure)));
      return true;
    },
  };
}
