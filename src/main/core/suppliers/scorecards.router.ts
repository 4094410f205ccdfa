import { implementer } from '#core/implementer.ts';
import type { ScorecardsService } from './scorecards.service.ts';

export function createScorecardsRouter(service: ScorecardsService) {
  const { scorecards } = implementer;
  return {
    scorecards: {
      list: scorecards.list.handler(({ context, input, signal }) => service.list(context, input, signal)),
      evidence: scorecards.evidence.handler(({ context, input, signal }) => service.evidence(context, input, signal)),
      regard: scorecards.regard.handler(({ context, input }) => service.regard(context, input)),
      settings: scorecards.settings.handler(({ context }) => service.settings(context)),
      setSettings: scorecards.setSettings.handler(({ context, input }) => service.setSettings(context, input)),
      rule: scorecards.rule.handler(({ context, input }) => service.rule(context, input)),
      withdrawRuling: scorecards.withdrawRuling.handler(({ context, input }) => service.withdrawRuling(context, input)),
    },
  };
}
