import type { Context } from '#core/context.ts';
import type { DemoService } from '#core/demo/demo.service.ts';
import { implementer } from '#core/implementer.ts';
import type { IdentityService } from './identity.service.ts';

export function createIdentityRouter(identity: IdentityService, demo: DemoService) {
  const { sessions, shop, users } = implementer;
  const ofContext =
    <Result>(work: (context: Context) => Result) =>
    ({ context }: { context: Context }): Result =>
      work(context);
  return {
    sessions: {
      state: sessions.state.handler(ofContext(identity.state)),
      signIn: sessions.signIn.handler(({ context, input }) => identity.signIn(context, input)),
      signOut: sessions.signOut.handler(ofContext(identity.signOut)),
      lock: sessions.lock.handler(ofContext(identity.lock)),
      lockVault: sessions.lockVault.handler(ofContext(identity.lockVault)),
      unlock: sessions.unlock.handler(({ context, input }) => identity.unlock(context, input)),
      recover: sessions.recover.handler(({ context, input }) => identity.recover(context, input)),
    },
    shop: {
      loadDemo: shop.loadDemo.handler(({ context, input }) => demo.load(context, input)),
      renewRecoveryCode: shop.renewRecoveryCode.handler(({ context, input }) =>
        identity.renewRecoveryCode(context, input),
      ),
      confirmRecoveryCode: shop.confirmRecoveryCode.handler(({ context, input }) =>
        identity.confirmRecoveryCode(context, input),
      ),
      setUp: shop.setUp.handler(({ context, input }) => identity.setUp(context, input)),
    },
    users: {
      list: users.list.handler(ofContext(identity.listUsers)),
      create: users.create.handler(({ context, input }) => identity.createUser(context, input)),
      change: users.change.handler(({ context, input }) => identity.changeUser(context, input)),
      setDisabled: users.setDisabled.handler(({ context, input }) => identity.setDisabled(context, input)),
      changePassphrase: users.changePassphrase.handler(({ context, input }) =>
        identity.changePassphrase(context, input),
      ),
      resetPassphrase: users.resetPassphrase.handler(({ context, input }) => identity.resetPassphrase(context, input)),
    },
  };
}
