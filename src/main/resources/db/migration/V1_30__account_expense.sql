-- A check of an account costs too, and belongs to no delivery.
ALTER TABLE expense ALTER COLUMN delivery_id DROP NOT NULL;
