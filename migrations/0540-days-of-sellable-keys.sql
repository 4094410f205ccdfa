-- Keys with fewer days left than buyers are to have are not sold by themselves, and still counted as stock in the days of their SKU:
-- days on which nothing else was left were no days out of stock. From here on they are not counted; days that are over stay as they were.

UPDATE sku_days
SET end_available = end_available - COALESCE((SELECT SUM(b.available + b.placed) FROM batch_stock b JOIN skus k ON k.id = b.sku_id
  WHERE b.sku_id = sku_days.sku_id AND b.available + b.placed > 0 AND k.minimum_days_left > 0
    AND b.expires_on < date(sku_days.occurred_on, '+' || k.minimum_days_left || ' days')), 0)
WHERE occurred_on = (SELECT MAX(l.occurred_on) FROM sku_days l WHERE l.sku_id = sku_days.sku_id);
UPDATE sku_days SET least_available = end_available
WHERE least_available > end_available
  AND occurred_on = (SELECT MAX(l.occurred_on) FROM sku_days l WHERE l.sku_id = sku_days.sku_id);
