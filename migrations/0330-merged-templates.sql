-- Texts of deliveries that belonged to a SKU when it was merged lead to the one it became, where that has none of its own.

UPDATE OR IGNORE delivery_templates
SET sku_id = (SELECT k.merged_into_id FROM skus k WHERE k.id = delivery_templates.sku_id)
WHERE sku_id IN (SELECT id FROM skus WHERE merged_into_id IS NOT NULL);
DELETE FROM delivery_templates WHERE sku_id IN (SELECT id FROM skus WHERE merged_into_id IS NOT NULL);
