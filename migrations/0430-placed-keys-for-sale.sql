-- What was placed with a delivery tool or shop is for sale until its sale is recorded: the planner ordered it once more, and its days
-- counted as days without stock. From here on the days of a SKU say what is for sale there too; days that are over stay as they were.

UPDATE sku_days
SET end_available = end_available + (SELECT k.placed FROM sku_stock k WHERE k.sku_id = sku_days.sku_id)
WHERE occurred_on = (SELECT MAX(l.occurred_on) FROM sku_days l WHERE l.sku_id = sku_days.sku_id)
  AND EXISTS (SELECT 1 FROM sku_stock k WHERE k.sku_id = sku_days.sku_id AND k.placed > 0);
