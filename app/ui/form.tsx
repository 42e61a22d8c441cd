import { type FormMetadata, getFormProps } from "@conform-to/react";
import type { ReactNode } from "react";

type FormProps = {
  /** Where to post; this page when left out. */
  action?: string;
  /** Values that go along unseen: an idempotency key, a version. */
  hidden?: Readonly<Record<string, string>>;
  /** Sends files, and long hidden values without making them longer. Its path must be one the server takes uploads at. */
  isUpload?: boolean;
  children: ReactNode;
};

/**
 * A form that posts a whole page, with or without JavaScript. The browser's own checks are off, so that the words
 * of an error are ours, in the summary and beside the field.
 */
export function Form({
  form,
  action,
  hidden = {},
  isUpload = false,
  children,
}: FormProps & { form: FormMetadata }) {
  return (
    <form
      {...getFormProps(form)}
      method="post"
      action={action}
      encType={isUpload ? "multipart/form-data" : undefined}
      noValidate
      className="vs-form"
    >
      <HiddenFields values={hidden} />
      {children}
    </form>
  );
}

/** A form whose values go into the address, so that the page can be kept and sent: reference values, never names. */
export function QueryForm({
  form,
  action,
  children,
}: Pick<FormProps, "action" | "children"> & { form: FormMetadata }) {
  return (
    <form {...getFormProps(form)} method="get" action={action} noValidate className="vs-form">
      {children}
    </form>
  );
}

/** A button press that needs no fields and therefore no schema in the page: acknowledge, tick off, sign in. */
export function ActionForm({ action, hidden = {}, isUpload = false, children }: FormProps) {
  const encType = isUpload ? "multipart/form-data" : undefined;
  return (
    <form method="post" action={action} encType={encType} className="vs-action-form">
      <HiddenFields values={hidden} />
      {children}
    </form>
  );
}

/** Hidden inputs, one for each name. */
export function HiddenFields({ values }: { values: Readonly<Record<string, string>> }) {
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
