import { SearchOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Keys } from '../../components/keys.tsx';
import { isComposing } from '../../lib/shortcuts.ts';
import { useFrame } from '../frame/frame-store.ts';
import styles from './command-palette.module.css';
import { useFoundGroups, useStaticGroups } from './palette-items.ts';
import type { PaletteGroup, PaletteItem } from './palette-order.ts';

/** A drawer that opens after the palette was called stays beneath it. */
const ABOVE_DRAWERS = 1080;

/** Ctrl+K: finds anything and goes there. */
export function CommandPalette() {
  const { t } = useTranslation();
  const isOpen = useFrame((frame) => frame.isPaletteOpen);
  const setOpen = useFrame((frame) => frame.setPaletteOpen);
  return (
    <Modal
      open={isOpen}
      zIndex={ABOVE_DRAWERS}
      // At once: a palette that is still fading away would not take the next Ctrl+K.
      transitionName=""
      maskTransitionName=""
      mask={{ closable: true }}
      onCancel={() => setOpen(false)}
      footer={null}
      closable={false}
      destroyOnHidden
      width={620}
      style={{ top: 88 }}
      styles={{ container: { padding: 0, overflow: 'hidden' } }}
      title={<span className="kc-visually-hidden">{t('palette.title')}</span>}
      classNames={{ header: styles.hiddenHeader }}
    >
      <PaletteBody onLeave={() => setOpen(false)} />
    </Modal>
  );
}

function PaletteBody({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { first, last } = useStaticGroups(text);
  const { groups: found, isSearching } = useFoundGroups(text);
  const groups = [...first, ...found, ...last];
  const items = groups.flatMap((group) => group.items.map((item) => ({ id: optionId(listId, group, item), item })));
  const chosen = items[Math.min(active, items.length - 1)];

  const open = (item: PaletteItem): void => {
    onLeave();
    void navigate(item.to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((index) =>
        items.length === 0 ? 0 : (Math.min(index, items.length - 1) + step + items.length) % items.length,
      );
    }
    if (event.key === 'Enter' && chosen) {
      // The focus goes back to where it was, and there the same Enter would send a half-typed form.
      event.preventDefault();
      open(chosen.item);
    }
    // The dialog's own Escape can go to a drawer that is just leaving.
    if (event.key === 'Escape') {
      event.stopPropagation();
      onLeave();
    }
  };

  return (
    <div>
      <div className={styles.field}>
        <SearchOutlined aria-hidden="true" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
          autoFocus
          className={styles.input}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.title')}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen?.id}
          spellCheck={false}
          autoComplete="off"
        />
        {isSearching ? <span className={styles.searching}>{t('palette.searching')}</span> : null}
      </div>
      <PaletteList listId={listId} groups={groups} chosenId={chosen?.id} onOpen={open} />
      {items.length === 0 && !isSearching ? (
        <div className={styles.nothing}>
          <div>{t('palette.nothing', { text })}</div>
          <div className="kc-faint">{t('palette.nothingHint')}</div>
        </div>
      ) : null}
      <div className={styles.hints} aria-hidden="true">
        <span>
          <Keys keys="↑ ↓" /> {t('palette.moveHint')}
        </span>
        <span>
          <Keys keys="Enter" /> {t('palette.openHint')}
        </span>
        <span>
          <Keys keys="Escape" /> {t('palette.closeHint')}
        </span>
      </div>
    </div>
  );
}

interface PaletteListProps {
  listId: string;
  groups: readonly PaletteGroup[];
  chosenId: string | undefined;
  onOpen: (item: PaletteItem) => void;
}

function PaletteList({ listId, groups, chosenId, onOpen }: PaletteListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosenId) list.current?.querySelector(`[id="${chosenId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  return (
    <div ref={list} id={listId} role="listbox" aria-label={t('palette.title')} className={styles.list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox's groups are no fieldsets
        <div key={group.key} role="group" aria-label={group.label}>
          <div className={styles.groupLabel} aria-hidden="true">
            {group.label}
          </div>
          {group.items.map((item) => {
            const id = optionId(listId, group, item);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus
              <div
                key={item.key}
                id={id}
                role="option"
                tabIndex={-1}
                aria-selected={id === chosenId}
                className={`${styles.option} ${id === chosenId ? styles.chosen : ''}`}
                onClick={() => onOpen(item)}
              >
                <span className={styles.title}>{item.title}</span>
                {item.detail ? <span className={styles.detail}>{item.detail}</span> : null}
                {item.shortcut ? <Keys keys={item.shortcut} /> : null}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function optionId(listId: string, group: PaletteGroup, item: PaletteItem): string {
  return `${listId}-${group.key}-${item.key}`;
}
