-- Consents of relatives that end are found for "Mein Tag" without reading all (src/domain/family).
CREATE INDEX relative_consent_until ON relative_consent (valid_until) WHERE withdrawn_on IS NULL;
