import { channelHints, channelWords } from "~/domain/notifications/channels.words";
import { formatDayTime } from "~/platform/format";
import { ButtonGroup, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Tag } from "~/ui/tag";
import { accountsPaths } from "./accounts.paths";
import type { OwnChannel } from "./channels.queries.server";

function PressButton({ channel, press }: { channel: OwnChannel; press: "on" | "off" | "test" }) {
  const words = { on: "Switch on", off: "Switch off", test: "Send a test" } as const;
  return (
    <ActionForm hidden={{ kind: channel.kind, press }}>
      <SubmitButton kind="secondary" isSmall>
        {words[press]} <span className="visually-hidden">{channelWords[channel.kind]}</span>
      </SubmitButton>
    </ActionForm>
  );
}

function SetUpLink({ channel }: { channel: OwnChannel }) {
  if (channel.kind !== "sms" && channel.kind !== "webhook") return null;
  return (
    <p>
      <TextLink href={accountsPaths.channel(channel.kind)}>
        {channel.goesTo === null ? "Set up" : "Change"}
        <span className="visually-hidden"> {channelWords[channel.kind]}</span>
      </TextLink>
    </p>
  );
}

/** One of somebody's own channels: where it goes, how it did, and the buttons to try it and to switch it. */
export function ChannelSection({ channel }: { channel: OwnChannel }) {
  const { kind, isOn, goesTo, workedAt, problem } = channel;
  return (
    <Section
      id={kind}
      title={channelWords[kind]}
      actions={<Tag colour={isOn ? "green" : "grey"}>{isOn ? "On" : "Off"}</Tag>}
    >
      <p>{channelHints[kind]}.</p>
      <SummaryList
        rows={[
          { key: "Goes to", value: goesTo ?? "Not set up" },
          { key: "Last worked", value: workedAt ? formatDayTime(workedAt) : "Not used in the last year" },
          ...(problem === null ? [] : [{ key: "Last problem", value: problem }]),
        ]}
      />
      <SetUpLink channel={channel} />
      {goesTo !== null && (
        <ButtonGroup>
          {isOn && <PressButton channel={channel} press="test" />}
          <PressButton channel={channel} press={isOn ? "off" : "on"} />
        </ButtonGroup>
      )}
    </Section>
  );
}
