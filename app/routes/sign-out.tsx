import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "~/domain/accounts/current-actor.server";

export const loader = () => redirect("/");

export async function action({ request }: ActionFunctionArgs) {
  const headers = new Headers();
  for (const cookie of await endSession(request.headers)) headers.append("Set-Cookie", cookie);
  throw redirect("/sign-in", { headers });
}
