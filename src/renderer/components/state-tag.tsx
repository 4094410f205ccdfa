import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import styles from './state-tag.module.css';

/** The five state colours: good, soon, now, held for somebody, past. */
export type StateTone = 'go' | 'soon' | 'now' | 'held' | 'past';
export type StateShape = 'dot' | 'ring' | 'half' | 'diamond' | 'triangle' | 'check' | 'cross' | 'dash' | 'back';

const PATHS: Readonly<Record<StateShape, ReactNode>> = {
  dot: <circle cx="5" cy="5" r="3.5" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  half: (
    <>
      <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M5 1.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" />
    </>
  ),
  diamond: <path d="M5 .8 9.2 5 5 9.2.8 5z" fill="currentColor" />,
  triangle: <path d="M5 1 9.4 8.8H.6z" fill="currentColor" />,
  check: <path d="M1.2 5.3 4 8l4.8-5.8" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  cross: <path d="m1.8 1.8 6.4 6.4M8.2 1.8 1.8 8.2" stroke="currentColor" strokeWidth="1.7" />,
  dash: <path d="M1.5 5h7" stroke="currentColor" strokeWidth="1.7" />,
  back: (
    <path
      d="M4 1.6 1.4 4.2 4 6.8M1.6 4.2h5a2.1 2.1 0 0 1 0 4.2H5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
};

interface StateTagProps {
  tone: StateTone;
  shape?: StateShape;
  children: ReactNode;
  /** Without a ground, for dense tables where the word stands in its own column. */
  isPlain?: boolean;
}

/** A state by colour, shape and word together: none of them is needed to understand it. */
export function StateTag({ tone, shape = 'dot', children, isPlain = false }: StateTagProps) {
  return (
    <span className={`${styles.tag} ${styles[tone]} ${isPlain ? styles.plain : ''}`}>
      <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
        {PATHS[shape]}
      </svg>
      {children}
    </span>
  );
}

const KEY_STATE_LOOKS: Readonly<Record<KeyState, { tone: StateTone; shape: StateShape }>> = {
  available: { tone: 'go', shape: 'dot' },
  reserved: { tone: 'held', shape: 'half' },
  placed: { tone: 'held', shape: 'diamond' },
  quarantined: { tone: 'soon', shape: 'triangle' },
  claimed: { tone: 'now', shape: 'triangle' },
  delivered: { tone: 'past', shape: 'check' },
  'returned-to-supplier': { tone: 'past', shape: 'back' },
  void: { tone: 'past', shape: 'cross' },
  expired: { tone: 'past', shape: 'ring' },
  withdrawn: { tone: 'past', shape: 'dash' },
};

/** A card key's state, the same on every screen. */
export function KeyStateTag({ state, isPlain = true }: { state: KeyState; isPlain?: boolean }) {
  const { t } = useTranslation('components');
  const { tone, shape } = KEY_STATE_LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain={isPlain}>
      {t(`keyStates.${state}`)}
    </StateTag>
  );
}
