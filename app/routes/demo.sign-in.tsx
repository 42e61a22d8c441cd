import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { safeNext } from "~/domain/accounts/accounts.paths";
import { signInAsDemoPerson } from "~/domain/accounts/demo-people.server";

export const loader = () => redirect("/sign-in");

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const cookies = await signInAsDemoPerson(String(form.get("personId")), context.clientIp);
  if (!cookies) throw redirect("/sign-in");
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  throw redirect(safeNext(String(form.get("next") ?? "")), { headers });
}
