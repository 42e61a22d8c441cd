import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { safeNext } from "~/domain/accounts/accounts.paths";
import { signInAsDemoPerson } from "~/domain/accounts/demo-people.server";

export const loader = () => redirect("/sign-in");

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const headers = new Headers();
  for (const cookie of await signInAsDemoPerson(String(form.get("personId")), context.clientIp))
    headers.append("Set-Cookie", cookie);
  throw redirect(safeNext(String(form.get("next") ?? "")), { headers });
}
