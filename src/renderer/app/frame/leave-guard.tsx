import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockerFunction, useBlocker } from 'react-router';
import { isHeldHere } from '../../lib/held-page.ts';
import { endLeaveQuestion, useLeaveQuestion } from '../../lib/leave-question.ts';
import { isTypedInWindow, isTypedOnPage } from '../../lib/typed-input.ts';

/** Above dialogs that lie on drawers. */
const Z_INDEX = 2000;

/** The page's own doing: a filter, a drawer that opens or closes beside the list. */
const isOwnMove: BlockerFunction = ({ historyAction, currentLocation, nextLocation }) =>
  historyAction === 'REPLACE' && currentLocation.pathname === nextLocation.pathname;

/** The one place that asks before another page, a closed form or the end of the window throws away what was typed and not saved. */
export function LeaveGuard() {
  const { t } = useTranslation('components');
  const blocker = useBlocker((move) => isHeldHere() || (!isOwnMove(move) && isTypedOnPage()));
  const stay = useRef<HTMLButtonElement>(null);
  const leaving = useLeaveQuestion();
  const isHeld = blocker.state === 'blocked' && isHeldHere();
  useEffect(() => {
    if (isHeld) blocker.reset?.();
  }, [isHeld, blocker]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isTypedInWindow()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  const isBlocked = blocker.state === 'blocked' && !isHeld;
  if (!isBlocked && leaving === null) return null;
  const remain = (): void => {
    blocker.reset?.();
    endLeaveQuestion();
  };
  const leave = (): void => {
    endLeaveQuestion();
    blocker.proceed?.();
    leaving?.();
  };
  return (
    <Modal
      open
      width={420}
      zIndex={Z_INDEX}
      title={t('leaving.title')}
      onCancel={remain}
      // Not before it stands there: the Enter that chose a page in Ctrl+K would answer it unseen.
      afterOpenChange={(isOpen) => isOpen && stay.current?.focus()}
      footer={
        <>
          <Button danger onClick={leave}>
            {t('leaving.leave')}
          </Button>
          <Button ref={stay} type="primary" onClick={remain}>
            {t('leaving.stay')}
          </Button>
        </>
      }
    >
      <p className="kc-soft">{t('leaving.text')}</p>
    </Modal>
  );
}
