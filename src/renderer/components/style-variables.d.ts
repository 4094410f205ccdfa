import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Our own variables, set on an element for its stylesheet. */
    [variable: `--kc-${string}`]: string | number | undefined;
  }
}
