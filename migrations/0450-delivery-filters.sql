-- The list of deliveries is narrowed by what they were for and by who bought, newest first.
CREATE INDEX deliveries_kind ON deliveries (kind, id);
CREATE INDEX deliveries_buyer ON deliveries (buyer, id) WHERE buyer <> '';
