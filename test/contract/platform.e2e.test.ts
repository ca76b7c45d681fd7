/** The contract of chat platforms, on each of them. */
import { describe } from 'vitest';
import { answersContract } from './platform/answers.ts';
import { digestsContract } from './platform/digests.ts';
import { discordDriver } from './platform/discord.ts';
import { flagsContract } from './platform/flags.ts';
import { followUpsContract } from './platform/follow-ups.ts';
import { linkContract } from './platform/link.ts';
import { sharingContract } from './platform/sharing.ts';
import { signInContract } from './platform/sign-in.ts';
import { slackDriver } from './platform/slack.ts';

describe.each([slackDriver, discordDriver])('the platform $name', (driver) => {
  // Each in a suite of its own: what one starts before its tests would else be started before those of all.
  describe('answers', () => {
    answersContract(driver);
  });
  describe('follow-ups', () => {
    followUpsContract(driver);
  });
  describe('digests', () => {
    digestsContract(driver);
  });
  describe('flags', () => {
    flagsContract(driver);
  });
  describe('sharing', () => {
    sharingContract(driver);
  });
  describe('links to the desk', () => {
    linkContract(driver);
  });
  describe('signing in', () => {
    signInContract(driver);
  });
});
