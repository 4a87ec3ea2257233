-- R-663 Parcels that came without a number are few among those that were announced: their list walks them alone.
CREATE INDEX parcel_stray ON parcel (id) WHERE announced_at IS NULL;
