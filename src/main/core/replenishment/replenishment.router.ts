import { implementer } from '#core/implementer.ts';
import type { ReplenishmentService } from './replenishment.service.ts';

export function createReplenishmentRouter(service: ReplenishmentService) {
  const { replenishment } = implementer;
  return {
    replenishment: {
      plan: replenishment.plan.handler(({ context, input, signal }) => service.plan(context, input, signal)),
      figures: replenishment.figures.handler(({ context }) => service.figures(context)),
      run: replenishment.run.handler(() => service.run()),
      order: replenishment.order.handler(({ context, input }) => service.order(context, input)),
      settings: replenishment.settings.handler(({ context }) => service.settings(context)),
      changeSettings: replenishment.changeSettings.handler(({ context, input }) =>
        service.changeSettings(context, input),
      ),
      seasons: replenishment.seasons.handler(({ context }) => service.seasons(context)),
      setSeasons: replenishment.setSeasons.handler(({ context, input }) => service.setSeasons(context, input)),
      previewSeasons: replenishment.previewSeasons.handler(({ context, input, signal }) =>
        service.previewSeasons(context, input, signal),
      ),
      rule: replenishment.rule.handler(({ context, input }) => service.rule(context, input)),
      setRule: replenishment.setRule.handler(({ context, input }) => service.setRule(context, input)),
      snooze: replenishment.snooze.handler(({ context, input }) => service.snooze(context, input)),
      backTestGroup: replenishment.backTestGroup.handler(({ context, input, signal }) =>
        service.backTestGroup(context, input, signal),
      ),
      backTest: replenishment.backTest.handler(({ context, input, signal }) =>
        service.backTest(context, input, signal),
      ),
    },
  };
}
