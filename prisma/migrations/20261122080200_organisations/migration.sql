-- Schools: how many pupils on which day, and the last day of a closed one. Children's houses and providers.
-- AlterTable
ALTER TABLE "school" ADD COLUMN     "closed_on" DATE,
ADD COLUMN     "roll" INTEGER,
ADD COLUMN     "roll_on" DATE;

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "area_id" UUID,
    "contact" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "active_from" DATE NOT NULL,
    "active_to" DATE,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_kind_name_key" ON "organisation"("kind", "name");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE school ADD CHECK (seed_code ~ '^[0-9]{7}$'), ADD CHECK (roll >= 0), ADD CHECK ((roll IS NULL) = (roll_on IS NULL));
ALTER TABLE organisation ADD CHECK (active_to >= active_from), ADD CHECK (phone IS NOT NULL OR email IS NOT NULL);
GRANT SELECT, INSERT, UPDATE ON organisation TO virtual_school_web;
