import { readableKeys } from '#renderer/lib/shortcuts.ts';
import styles from './keys.module.css';

/** Keys to press, drawn as keys. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {readableKeys(keys).map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice
        <kbd key={`${key}${index}`} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
