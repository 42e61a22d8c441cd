-- Why an alternative is not used now, as a code beside the words: words may name a child and are never counted.
-- AlterTable
ALTER TABLE "alert_option" ADD COLUMN     "reason" TEXT,
ADD COLUMN     "reason_version" INTEGER;

ALTER TABLE alert_option ADD CHECK ((reason IS NULL) = (reason_version IS NULL)), ADD CHECK (reason IS NULL OR answer = 'not_now');
