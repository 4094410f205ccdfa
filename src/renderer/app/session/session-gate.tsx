import { focusManager, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { QueryError } from '../../components/states/query-view.tsx';
import { setBusinessTimeZone } from '../../i18n/format.ts';
import { suggestLanguage } from '../../i18n/language.ts';
import { api, connected } from '../../lib/client.ts';
import { followEvents } from '../../lib/events.ts';
import { sitDown } from '../../lib/person.ts';
import { isOfSession, refresher } from '../../lib/refresh.ts';
import { ConnectionError, type ConnectionProblem, onConnectionProblem } from '../../lib/transport.ts';
import { ConnectionScreen } from '../entry/connection-screen.tsx';
import { DamagedShop } from '../entry/damaged-shop.tsx';
import { FirstStart } from '../entry/first-start.tsx';
import { SignIn } from '../entry/sign-in.tsx';
import { UnlockOverlay } from '../entry/unlock-overlay.tsx';
import { createAppRouter } from '../router.tsx';
import { useIdleLock } from './lock.ts';
import { RestartScreen } from './restart-screen.tsx';
import { SessionContext, sessionOf } from './session.ts';

/** What the window shows first: why it cannot connect, the first start, sign in, or the shop. */
export function SessionGate() {
  const problem = useConnectionProblem();
  const state = useQuery({ ...api.sessions.state.queryOptions(), enabled: problem === null });
  if (problem) return <ConnectionScreen problem={problem} />;
  if (state.data) return <KnownState state={state.data} />;
  if (state.error) return <QueryError error={state.error} onRetry={() => void state.refetch()} />;
  return null;
}

function KnownState({ state }: { state: SessionState }) {
  const session = useMemo(() => sessionOf(state), [state]);
  useShopConventions(state.shop?.timeZone, state.shop?.language);
  const isOwn = useOwnAnswers(session?.user.id ?? null);
  if (state.isRestartNeeded) return <RestartScreen />;
  if (state.damage) return <DamagedShop damage={state.damage} />;
  if (!state.isSetUp) return <FirstStart />;
  if (!session) return <SignIn state={state} />;
  if (!isOwn) return null;
  return <SignedIn state={state} key={session.user.id} />;
}

/** The shop itself. While the window is locked the page stays as it is, covered, so that typed input is kept. */
function SignedIn({ state }: { state: SessionState }) {
  const session = useMemo(() => sessionOf(state), [state]);
  const router = useMemo(() => createAppRouter(), []);
  const isLocked = session?.isLocked ?? false;
  useCoreEvents();
  useIdleLock(!isLocked, session?.lockAfterMinutes ?? 0);
  useQuietWhileLocked(isLocked);
  useFreshReadsAfterUnlock(isLocked);
  const hasPage = useHasBeenOpen(isLocked);
  if (!session) return null;
  return (
    <SessionContext.Provider value={session}>
      <div style={{ height: '100%', visibility: isLocked ? 'hidden' : undefined }} inert={isLocked}>
        {hasPage ? <RouterProvider router={router} /> : null}
      </div>
      {isLocked ? <UnlockOverlay userName={session.user.name} isVaultLocked={state.isVaultLocked} /> : null}
    </SessionContext.Provider>
  );
}

/**
 * What was read for one person (costs, say) is not shown to the next one at this window, whose rights may be fewer: it is
 * forgotten before anything of theirs is drawn. False until then.
 */
function useOwnAnswers(userId: UserId | null): boolean {
  const queries = useQueryClient();
  const [reader, setReader] = useState<UserId | null>(null);
  useLayoutEffect(() => {
    if (reader === userId) return;
    queries.removeQueries({ predicate: ({ queryKey }) => !isOfSession(queryKey) });
    if (userId !== null) sitDown(userId);
    setReader(userId);
  }, [queries, reader, userId]);
  return reader === userId;
}

function useConnectionProblem(): ConnectionProblem | null {
  const [problem, setProblem] = useState<ConnectionProblem | null>(null);
  useEffect(() => {
    connected.catch((error: unknown) => {
      setProblem(error instanceof ConnectionError ? error.problem : 'no-link');
    });
    return onConnectionProblem(setProblem);
  }, []);
  return problem;
}

function useCoreEvents(): void {
  useEffect(() => {
    const abort = new AbortController();
    void followEvents(abort.signal);
    return () => abort.abort();
  }, []);
}

/** A locked window asks for nothing that it is refused: neither what is read now and then, nor what changes elsewhere. */
function useQuietWhileLocked(isLocked: boolean): void {
  useLayoutEffect(() => {
    refresher.setLocked(isLocked);
    // What is read every minute rests while nobody looks.
    focusManager.setFocused(isLocked ? false : undefined);
    return () => {
      refresher.setLocked(false);
      focusManager.setFocused(undefined);
    };
  }, [isLocked]);
}

/** A window that was loaded anew while locked has no page to keep, and may read none. */
function useHasBeenOpen(isLocked: boolean): boolean {
  const hasBeen = useRef(!isLocked);
  if (!isLocked) hasBeen.current = true;
  return hasBeen.current;
}

/** What changed while the window was locked could not be read: read it now. */
function useFreshReadsAfterUnlock(isLocked: boolean): void {
  const queries = useQueryClient();
  const wasLocked = useRef(isLocked);
  useEffect(() => {
    if (wasLocked.current && !isLocked) {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => !isOfSession(queryKey) });
    }
    wasLocked.current = isLocked;
  }, [isLocked, queries]);
}

function useShopConventions(timeZone: string | undefined, language: 'zh-CN' | 'en' | undefined): void {
  if (timeZone) setBusinessTimeZone(timeZone);
  useEffect(() => {
    if (language) void suggestLanguage(language);
  }, [language]);
}
