import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockerFunction, useBlocker } from 'react-router';
import { isHeldHere } from '../../lib/held-page.ts';
import { isTypedInWindow, isTypedOnPage } from '../../lib/typed-input.ts';

/** Above dialogs that lie on drawers. */
const Z_INDEX = 2000;

/** The page's own doing: a filter, a drawer that opens or closes beside the list. */
const isOwnMove: BlockerFunction = ({ historyAction, currentLocation, nextLocation }) =>
  historyAction === 'REPLACE' && currentLocation.pathname === nextLocation.pathname;

/** The one place that asks before another page, or the end of the window, throws away what was typed and not saved. */
export function LeaveGuard() {
  const { t } = useTranslation('components');
  const blocker = useBlocker((move) => isHeldHere() || (!isOwnMove(move) && isTypedOnPage()));
  const stay = useRef<HTMLButtonElement>(null);
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
  if (blocker.state !== 'blocked' || isHeld) return null;
  return (
    <Modal
      open
      width={420}
      zIndex={Z_INDEX}
      title={t('leaving.title')}
      onCancel={blocker.reset}
      // Not before it stands there: the Enter that chose a page in Ctrl+K would answer it unseen.
      afterOpenChange={(isOpen) => isOpen && stay.current?.focus()}
      footer={
        <>
          <Button danger onClick={blocker.proceed}>
            {t('leaving.leave')}
          </Button>
          <Button ref={stay} type="primary" onClick={blocker.reset}>
            {t('leaving.stay')}
          </Button>
        </>
      }
    >
      <p className="kc-soft">{t('leaving.text')}</p>
    </Modal>
  );
}
