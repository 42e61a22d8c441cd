import { channelHints, channelWords, hasOwnAddress } from "~/domain/notifications/channels.words";
import { formatDayTime } from "~/platform/format";
import { ButtonGroup, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Tag } from "~/ui/tag";
import { accountsPaths } from "./accounts.paths";
import type { OwnChannel } from "./channels.queries.server";

function OnOff({ isOn, goesTo }: OwnChannel) {
  if (isOn) return <Tag colour="green">On</Tag>;
  return <Tag>{goesTo === null ? "Not set up" : "Off"}</Tag>;
}

const pressWords = { on: "Switch on", off: "Switch off", test: "Send a test", remove: "Remove" } as const;

function PressButton({ channel, press }: { channel: OwnChannel; press: keyof typeof pressWords }) {
  return (
    <ActionForm hidden={{ kind: channel.kind, press }}>
      <SubmitButton kind="secondary" isSmall>
        {pressWords[press]} <span className="visually-hidden">{channelWords[channel.kind]}</span>
      </SubmitButton>
    </ActionForm>
  );
}

function SetUpLink({ channel }: { channel: OwnChannel }) {
  if (!hasOwnAddress(channel.kind) || !channel.isAllowed) return null;
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
  const { kind, isAllowed, isOn, goesTo, workedAt, problem } = channel;
  return (
    <Section id={kind} title={channelWords[kind]} actions={<OnOff {...channel} />}>
      <p>{isAllowed ? channelHints[kind] : "Your authority does not allow this channel any more"}.</p>
      {goesTo !== null && (
        <SummaryList
          rows={[
            { key: "Goes to", value: goesTo },
            { key: "Last worked", value: workedAt ? formatDayTime(workedAt) : "Not in the last year" },
            ...(problem === null ? [] : [{ key: "Last problem", value: problem }]),
          ]}
        />
      )}
      <SetUpLink channel={channel} />
      {goesTo !== null && (
        <ButtonGroup>
          {isOn && <PressButton channel={channel} press="test" />}
          {isAllowed && <PressButton channel={channel} press={isOn ? "off" : "on"} />}
          {hasOwnAddress(kind) && <PressButton channel={channel} press="remove" />}
        </ButtonGroup>
      )}
    </Section>
  );
}
