-- Letters after an exclusion: the templates that an administrator words, and the letters as they were made.
-- CreateTable
CREATE TABLE "exclusion_letter" (
    "id" UUID NOT NULL,
    "exclusion_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "template_version" INTEGER NOT NULL,
    "recipient_id" UUID,
    "told" TEXT[],
    "reasons" TEXT NOT NULL,
    "conditions" TEXT,
    "body" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_on" DATE,
    "sent_how" TEXT,

    CONSTRAINT "exclusion_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter_template" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "parts" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by_id" UUID NOT NULL,

    CONSTRAINT "letter_template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "exclusion_letter_exclusion_id_idx" ON "exclusion_letter"("exclusion_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_template_code_version_key" ON "letter_template"("code", "version");

-- AddForeignKey
ALTER TABLE "exclusion_letter" ADD CONSTRAINT "exclusion_letter_exclusion_id_fkey" FOREIGN KEY ("exclusion_id") REFERENCES "exclusion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Links between rooms, and what a row may hold.
ALTER TABLE exclusion_letter ADD FOREIGN KEY (made_by_id) REFERENCES person (id),
  ADD CHECK (template IN ('written_notice_parent', 'written_notice_young_person')),
  ADD CHECK ((template = 'written_notice_young_person') = (recipient_id IS NULL)),
  ADD CHECK (sent_how IN ('by_hand', 'post', 'email')), ADD CHECK ((sent_on IS NULL) = (sent_how IS NULL));
ALTER TABLE letter_template ADD FOREIGN KEY (saved_by_id) REFERENCES person (id),
  ADD CHECK (code IN ('written_notice_parent', 'written_notice_young_person')), ADD CHECK (version > 0);

-- Seen by whoever sees the exclusion.
ALTER TABLE exclusion_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE exclusion_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY with_its_exclusion ON exclusion_letter
  USING ((SELECT app.sees_all()) OR exclusion_id = ANY ((SELECT app.my_exclusion_ids())::uuid[]));

-- What a letter says is never changed; only that it was sent.
GRANT SELECT, INSERT, UPDATE (sent_on, sent_how) ON exclusion_letter TO virtual_school_web;
GRANT SELECT, INSERT ON letter_template TO virtual_school_web;
