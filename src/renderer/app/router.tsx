import { createHashRouter, Navigate, Outlet, type RouteObject, useRouteError } from 'react-router';
import type { Right } from '#shared/domain/identity/rights.ts';
import { CrashState } from '../components/states/crash-state.tsx';
import { DeniedState, NotFoundState } from '../components/states/states.tsx';
import type { Area } from './area.ts';
import { areas } from './areas.ts';
import { EmptyShop } from './frame/empty-shop.tsx';
import { Frame } from './frame/frame.tsx';
import { permittedAreas } from './permitted-areas.ts';
import { useSession } from './session/session.ts';

function StartPage() {
  const session = useSession();
  const [first] = permittedAreas(areas, session.can);
  return first ? <Navigate to={`/${first.path}`} replace /> : <EmptyShop />;
}

function GuardedPage({ right, children }: { right: Right | undefined; children: React.ReactNode }) {
  const { can } = useSession();
  return right !== undefined && !can(right) ? <DeniedState right={right} /> : children;
}

function PageCrash() {
  return <CrashState error={useRouteError()} />;
}

function pageRoute(path: string, right: Right | undefined, load: Area['page']): RouteObject {
  return {
    path,
    errorElement: <PageCrash />,
    lazy: async () => {
      const { default: Page } = await load();
      return {
        element: (
          <GuardedPage right={right}>
            <Page />
          </GuardedPage>
        ),
      };
    },
  };
}

function areaRoutes(area: Area): RouteObject[] {
  return [
    pageRoute(area.path, area.right, area.page),
    ...(area.pages ?? []).map((page) => pageRoute(page.path, page.right ?? area.right, page.page)),
  ];
}

/** Hash routing: the same address works under `app://` and in browser mode, and F5 asks nothing of the server. */
export function createAppRouter() {
  return createHashRouter([
    {
      path: '/',
      element: (
        <Frame>
          <Outlet />
        </Frame>
      ),
      errorElement: <PageCrash />,
      hydrateFallbackElement: <div />,
      children: [
        { index: true, element: <StartPage /> },
        { errorElement: <PageCrash />, children: areas.flatMap(areaRoutes) },
        { path: '*', element: <NotFoundState /> },
      ],
    },
  ]);
}
