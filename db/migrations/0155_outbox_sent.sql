-- Whether a message about something has ever left, so that it can be called off (src/domain/outbox).
CREATE INDEX outgoing_mail_sent ON outgoing_mail (about) WHERE state = 'sent';
