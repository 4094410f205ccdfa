import type { Brand } from './brand.ts';

export type UserId = Brand<number, 'UserId'>;
export type BrandId = Brand<number, 'BrandId'>;
export type ProductId = Brand<number, 'ProductId'>;
export type SkuId = Brand<number, 'SkuId'>;
export type SupplierId = Brand<number, 'SupplierId'>;
export type SupplierEntryId = Brand<number, 'SupplierEntryId'>;
export type QualificationId = Brand<number, 'QualificationId'>;
export type AttachmentId = Brand<number, 'AttachmentId'>;
export type TestOrderId = Brand<number, 'TestOrderId'>;
export type ImportId = Brand<number, 'ImportId'>;
export type BatchId = Brand<number, 'BatchId'>;
export type CardKeyId = Brand<number, 'CardKeyId'>;
export type StockDocumentId = Brand<number, 'StockDocumentId'>;
export type ReservationId = Brand<number, 'ReservationId'>;
export type ShopId = Brand<number, 'ShopId'>;
export type DeliveryId = Brand<number, 'DeliveryId'>;
export type StatementId = Brand<number, 'StatementId'>;
export type StatementLineId = Brand<number, 'StatementLineId'>;
export type StatementMatchId = Brand<number, 'StatementMatchId'>;
export type StatementDifferenceId = Brand<number, 'StatementDifferenceId'>;
export type StockTakeId = Brand<number, 'StockTakeId'>;
export type PurchaseOrderId = Brand<number, 'PurchaseOrderId'>;
export type PurchaseOrderLineId = Brand<number, 'PurchaseOrderLineId'>;
export type PurchaseDifferenceId = Brand<number, 'PurchaseDifferenceId'>;
export type ReorderRunId = Brand<number, 'ReorderRunId'>;
export type KeyCheckId = Brand<number, 'KeyCheckId'>;
export type OfferId = Brand<number, 'OfferId'>;
export type OfferPriceId = Brand<number, 'OfferPriceId'>;
export type PriceListId = Brand<number, 'PriceListId'>;
export type ExchangeRateId = Brand<number, 'ExchangeRateId'>;
export type BackupId = Brand<number, 'BackupId'>;
/** Made by the client for each command; a repeat of it answers with the first result. */
export type CommandId = Brand<string, 'CommandId'>;
/** A staged upload or a download waiting to be fetched. */
export type FileId = Brand<string, 'FileId'>;
export type JobId = Brand<string, 'JobId'>;
