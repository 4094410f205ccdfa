export type HostLanguage = 'zh-CN' | 'en';

/** The language for what is printed in a terminal: Chinese where the system speaks it, else English. */
export function hostLanguage(environment: NodeJS.ProcessEnv = process.env): HostLanguage {
  const said = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
  const locale = said || new Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(locale) ? 'zh-CN' : 'en';
}
