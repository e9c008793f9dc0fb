-- The exact text of each signed version of the agreement and its hash (src/domain/goals). Rows signed before have none.
ALTER TABLE agreement ADD COLUMN signed_text {bytes};   -- frozen at the signature
ALTER TABLE agreement ADD COLUMN text_hash text;        -- SHA-256 of it, hexadecimal
