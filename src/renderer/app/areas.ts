import type { Area } from './area.ts';

/** The areas that work. Their order on the screen is that of `navigation.ts`. */
export const areas: readonly Area[] = [];
