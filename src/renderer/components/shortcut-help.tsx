import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFrame } from '#renderer/app/frame/frame-store.ts';
import { type Shortcut, useRegisteredShortcuts } from '#renderer/lib/shortcuts.ts';
import { Keys } from './keys.tsx';
import styles from './shortcut-help.module.css';

/** What the keyboard can do here; opened by `?`. */
export function ShortcutHelp() {
  const { t } = useTranslation();
  const isOpen = useFrame((frame) => frame.isHelpOpen);
  const setOpen = useFrame((frame) => frame.setHelpOpen);
  const registered = useRegisteredShortcuts();
  const listed = registered.filter((shortcut) => shortcut.label);
  const fixed: Shortcut[] = [
    { keys: 'Escape', label: t('keys.close'), run: () => {} },
    { keys: 'Enter', label: t('keys.submit'), run: () => {} },
  ];
  const lists: Shortcut[] = [
    { keys: '/', label: t('keys.filter'), run: () => {} },
    { keys: '↑ ↓', label: t('keys.moveRow'), run: () => {} },
    { keys: 'Enter', label: t('keys.openRow'), run: () => {} },
    { keys: 'Space', label: t('keys.selectRow'), run: () => {} },
  ];
  const general = [...listed.filter((shortcut) => shortcut.group !== 'lists'), ...fixed];
  return (
    <Modal
      open={isOpen}
      mask={{ closable: true }}
      onCancel={() => setOpen(false)}
      footer={null}
      title={t('keys.title')}
      width={640}
    >
      <div className={styles.columns}>
        <ShortcutList title={t('keys.general')} shortcuts={general} />
        <ShortcutList title={t('keys.lists')} shortcuts={[...lists, ...listed.filter(isForLists)]} />
      </div>
    </Modal>
  );
}

function isForLists(shortcut: Shortcut): boolean {
  return shortcut.group === 'lists';
}

function ShortcutList({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section>
      <h2 className={styles.title}>{title}</h2>
      <dl className={styles.list}>
        {shortcuts.map((shortcut) => (
          <div key={`${shortcut.keys} ${shortcut.label}`} className={styles.row}>
            <dt>{shortcut.label}</dt>
            <dd className={styles.keys}>
              <Keys keys={shortcut.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
