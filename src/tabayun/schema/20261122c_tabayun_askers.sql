-- By which mouth a question came (web, telegram, sms, whatsapp, email, desk), and a keyed hash of who
-- asked: people are counted by it, nobody is found by it. '' when nobody knows: counts by itself.
ALTER TABLE questions ADD COLUMN way TEXT NOT NULL DEFAULT 'web';
ALTER TABLE questions ADD COLUMN asker TEXT NOT NULL DEFAULT '';
