import type { ComponentType } from 'react';
import type { Right } from '#shared/domain/identity/rights.ts';
import type { TextKey } from '../i18n/use-text.ts';
import type { NavKey } from './navigation.ts';

type LoadPage = () => Promise<{ default: ComponentType }>;

/** A page below an area's own: its path begins with the area's (`suppliers/:supplierId/account`). */
export interface AreaPage {
  path: string;
  title: TextKey;
  page: LoadPage;
  right?: Right;
}

/** Something Ctrl+K and the keyboard can do from anywhere. */
export interface AreaCommand {
  key: string;
  label: TextKey;
  /** A path of the router, with filters if it likes: `/dispense?mode=quick`. */
  to: string;
  right?: Right;
  /** Keys pressed one after the other: `n d`. */
  shortcut?: string;
}

/** One thing that a search in Ctrl+K found. Never carries a secret. */
export interface FoundItem {
  key: string;
  title: string;
  detail?: string;
  to: string;
}

export interface AreaSearch {
  key: string;
  /** Heads the found rows, e.g. 供应商. */
  label: TextKey;
  right?: Right;
  search: (text: string, signal: AbortSignal) => Promise<readonly FoundItem[]>;
}

/** Something to be done soon, shown at the bell until it is. */
export interface Alert {
  key: string;
  urgency: 'soon' | 'now';
  text: TextKey;
  values?: Readonly<Record<string, unknown>>;
  to?: string;
  /** The word of the way there; 打开 when left out. */
  action?: TextKey;
}

/** One area of the application as the frame knows it; `features/<area>/area.ts` exports one and `areas.ts` lists it. */
export interface Area {
  /** Its place and word in the navigation. */
  navKey: NavKey;
  /** Its path without a slash in front: `suppliers`. */
  path: string;
  icon: ComponentType;
  /** Who may see it; undefined is everybody who signed in. */
  right?: Right;
  page: LoadPage;
  pages?: readonly AreaPage[];
  /** Keys that go there, pressed one after the other: `g s`. */
  shortcut?: string;
  commands?: readonly AreaCommand[];
  searches?: readonly AreaSearch[];
  /** What the area wants done; read again after changes, on every screen, so it asks one small query. */
  readAlerts?: () => Promise<readonly Alert[]>;
  /** Who is asked for them, where that takes another right than the area's own. */
  alertsRight?: Right;
}
