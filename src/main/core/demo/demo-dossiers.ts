import type { BrandId, FileId, QualificationId } from '#shared/domain/ids.ts';
import type { QualificationKind } from '#shared/domain/suppliers/dossier-checks.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { type DemoWorld, yuan } from './demo-world.ts';

const LONG = 700;
/** A page that any reader opens: the demo has no scans of real papers. */
const SAMPLE_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** One supplier in order, one with a licence about to run out, one with an authorisation that did, the others still unknown. */
export async function leaveDossiers(world: DemoWorld): Promise<void> {
  const { today } = world;
  const [brandId] = await soldBrands(world);
  await setFacts(world, 'JKZX', '2015-06-18' as Day, addDays(today, 400));
  await addPaper(world, 'JKZX', 'business-licence', { expiresOn: null, hasFile: true });
  await addPaper(world, 'JKZX', 'tax-registration', { expiresOn: null });
  if (brandId !== undefined)
    await addPaper(world, 'JKZX', 'brand-authorisation', { expiresOn: addDays(today, 300), brandId });
  await setFacts(world, 'XHKM', '2020-03-02' as Day, addDays(today, 21));
  await addPaper(world, 'XHKM', 'business-licence', { expiresOn: addDays(today, 12), hasFile: true });
  await addPaper(world, 'XHKM', 'icp-filing', { expiresOn: addDays(today, LONG) });
  await addTests(world, 'XHKM');
  if (brandId !== undefined)
    await addPaper(world, 'HQBC', 'brand-authorisation', { expiresOn: addDays(today, -9), brandId });
}

async function soldBrands({ demo }: DemoWorld): Promise<BrandId[]> {
  const { unauthorised } = await demo.client.dossiers.overview();
  return unauthorised.map(({ brandId }) => brandId);
}

function supplierOf({ suppliers }: DemoWorld, code: string) {
  const id = suppliers.get(code);
  if (id === undefined) throw new Error('The demo does not know the supplier of its dossier.');
  return id;
}

async function setFacts(world: DemoWorld, code: string, foundedOn: Day, contractEndsOn: Day): Promise<void> {
  await world.demo.client.dossiers.setProfile({
    commandId: world.demo.commandId(),
    supplierId: supplierOf(world, code),
    revision: 0,
    foundedOn,
    disputeRate: 120,
    sourceTrace: 'full',
    supportHours: '9:00–23:00',
    supportTimeZone: 'Asia/Shanghai',
    fulfilment: 'hand',
    verifiesBeforePay: false,
    promiseHours: 2,
    refundTerms: '未使用的 24 小时内可退',
    badKeysPaidBy: 'supplier',
    failureCompensation: '',
    priceNoticeDays: 3,
    contractEndsOn,
    minimumVolume: yuan(120_000),
  });
}

interface DemoPaper {
  readonly expiresOn: Day | null;
  readonly brandId?: BrandId;
  readonly hasFile?: boolean;
}

async function addPaper(world: DemoWorld, code: string, kind: QualificationKind, paper: DemoPaper): Promise<void> {
  const { demo, kernel, today } = world;
  const { expiresOn, brandId = null, hasFile = false } = paper;
  const bytes = [new Uint8Array(Buffer.from(SAMPLE_PDF))].values();
  const staged = hasFile ? await kernel.spool.stageStream(demo.userId, '营业执照.pdf', bytes as never) : null;
  const supplierId = supplierOf(world, code);
  const { id } = await demo.client.dossiers.addQualification({
    commandId: demo.commandId(),
    supplierId,
    kind,
    brandId,
    number: `DEMO-${code}-${kind.slice(0, 3).toUpperCase()}`,
    issuedOn: addDays(today, -LONG),
    expiresOn,
    fileId: staged ? (staged.id as FileId) : null,
  });
  await verifyPaper(world, id);
}

async function verifyPaper({ demo }: DemoWorld, id: QualificationId): Promise<void> {
  await demo.client.dossiers.verifyQualification({ commandId: demo.commandId(), id, revision: 1, isVerified: true });
}

async function addTests(world: DemoWorld, code: string): Promise<void> {
  const { demo, today } = world;
  for (const step of ['top-up', 'order', 'withdraw'] as const) {
    await demo.client.dossiers.addTestOrder({
      commandId: demo.commandId(),
      supplierId: supplierOf(world, code),
      step,
      testedOn: addDays(today, -90),
      amount: yuan(step === 'order' ? 50 : 100),
      result: 'passed',
    });
  }
}
