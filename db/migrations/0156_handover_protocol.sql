-- "uebergabe" becomes the letter to the person (data/letters); what was made under that name until now is the protocol.
UPDATE letter SET text = 'uebergabeprotokoll' WHERE text = 'uebergabe';
