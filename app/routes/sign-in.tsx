import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accountsPaths, safeNext } from "~/domain/accounts/accounts.paths";
import { askCodeSchema, enterCodeSchema } from "~/domain/accounts/accounts.schema";
import { currentActor } from "~/domain/accounts/current-actor.server";
import { type DemoPerson, demoPeople } from "~/domain/accounts/demo-people.server";
import { orTryAgain } from "~/domain/accounts/guarded.server";
import { askedAddress, askForCode, enterCode } from "~/domain/accounts/sign-in-steps.server";
import { env } from "~/platform/env.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { ActionForm, Form } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Sign in");

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  orTryAgain(request, async () => {
    const url = new URL(request.url);
    const next = safeNext(url.searchParams.get("next"));
    if (await currentActor(request, context)) throw redirect(next);
    const hasAsked = (await askedAddress(request)) !== null && url.searchParams.get("step") === "code";
    return {
      next,
      step: hasAsked ? ("code" as const) : ("address" as const),
      people: env().isDemo ? await demoPeople() : [],
    };
  });

export const action = ({ request, context }: ActionFunctionArgs) =>
  orTryAgain(request, async () => {
    const form = await request.formData();
    const next = safeNext(String(form.get("next") ?? ""));
    if (form.get("step") !== "code") {
      const submission = parseWithZod(form, { schema: askCodeSchema });
      if (submission.status !== "success") return data({ reply: submission.reply() }, { status: 400 });
      const cookie = await askForCode(submission.value.email, context.clientIp);
      throw redirect(`/sign-in?step=code&next=${encodeURIComponent(next)}`, {
        headers: { "Set-Cookie": cookie },
      });
    }
    const email = await askedAddress(request);
    if (!email) throw redirect(accountsPaths.signIn(next));
    form.set("email", email);
    const submission = parseWithZod(form, { schema: enterCodeSchema });
    if (submission.status !== "success") return data({ reply: submission.reply() }, { status: 400 });
    const result = await enterCode(submission.value, {
      clientIp: context.clientIp,
      headers: request.headers,
    });
    if ("problem" in result)
      return data({ reply: submission.reply({ fieldErrors: { code: [result.problem] } }) }, { status: 400 });
    const headers = new Headers();
    for (const cookie of result.cookies) headers.append("Set-Cookie", cookie);
    throw redirect(next, { headers });
  });

export default function SignIn() {
  const { next, step, people } = useLoaderData<typeof loader>();
  return (
    <Page title="Sign in" wide={people.length > 0} lead="For people who were invited by the Virtual School.">
      {step === "address" ? <AddressForm next={next} /> : <CodeForm next={next} />}
      {people.length > 0 && <DemoPeople people={people} next={next} />}
    </Page>
  );
}

function AddressForm({ next }: { next: string }) {
  const [form, fields] = useForm<z.input<typeof askCodeSchema>>({
    id: "sign-in",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Form form={form} hidden={{ next, step: "address" }}>
      <ErrorSummary form={form} />
      <TextField
        field={fields.email}
        label="Work email address"
        type="email"
        autoComplete="email"
        width="two-thirds"
        hint="We send you a six-digit code"
      />
      <SubmitButton>Send me a code</SubmitButton>
    </Form>
  );
}

function CodeForm({ next }: { next: string }) {
  const [form, fields] = useForm<z.input<typeof enterCodeSchema>>({
    id: "code",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <>
      <p>
        If the address belongs to somebody who was invited, a code is on its way. It works for 10 minutes.
      </p>
      <Form form={form} hidden={{ next, step: "code" }}>
        <ErrorSummary form={form} />
        <TextField
          field={fields.code}
          label="Six-digit code"
          autoComplete="one-time-code"
          inputMode="numeric"
          width="10"
        />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
      <p>
        <TextLink href={accountsPaths.signIn(next)}>Ask for a new code or use another address</TextLink>
      </p>
    </>
  );
}

/** Demo only: one button for each invented person. */
function DemoPeople({ people, next }: { people: DemoPerson[]; next: string }) {
  return (
    <Section id="demo-people" title="Invented people of the demo">
      <p>
        Press a button to look at the app as that person.{" "}
        <TextLink href="/mailbox">Read the mails the app has sent</TextLink>.
      </p>
      <ul className="vs-demo-people">
        {people.map((person) => (
          <li key={person.id}>
            <ActionForm action="/demo/sign-in" hidden={{ personId: person.id, next }}>
              <SubmitButton kind="secondary" isSmall>
                {`Sign in as ${person.name}, ${person.role}`}
              </SubmitButton>
            </ActionForm>
            {person.place && <span className="vs-quiet">{person.place}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
