import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, data, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Gallery } from "~/ui/gallery/gallery";
import { GalleryForm } from "~/ui/gallery/gallery-form";
import { gallerySchema } from "~/ui/gallery/gallery-schema";
import { pageTitle } from "~/ui/page-title";

export const meta: MetaFunction = () => pageTitle("Parts of the interface");

export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: gallerySchema });
  return data(submission.reply(), { status: submission.status === "success" ? 200 : 400 });
}

export default function UiGallery() {
  return (
    <Gallery>
      <GalleryForm lastResult={useActionData<typeof action>()} />
    </Gallery>
  );
}
