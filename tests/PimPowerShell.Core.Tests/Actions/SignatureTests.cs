using System;
using System.Linq;
using System.Text;
using PimPowerShell.Core.Actions;
using Xunit;

namespace PimPowerShell.Core.Tests.Actions;

public sealed class SignatureTests
{
    private const string Body = """{"data":{"productUuid":"ecfddba2-59bf-4d35-bd07-8ceeefde51fd"},"timestamp":1739948408}""";

    private static readonly byte[] s_body = Encoding.UTF8.GetBytes(Body);
    private static readonly byte[] s_secret = Encoding.UTF8.GetBytes("the_secret");
    private static readonly byte[] s_other = Encoding.UTF8.GetBytes("another_secret");

    /// <summary>RFC 4231, test case 2: what others compute.</summary>
    [Fact]
    public void Signatures_are_those_of_the_standard()
    {
        byte[] body = Encoding.ASCII.GetBytes("what do ya want for nothing?");
        byte[] secret = Encoding.ASCII.GetBytes("Jefe");

        Assert.Equal("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737", ActionSignature.Sign(body, secret, SignatureForm.Action, null));
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", ActionSignature.Sign(body, secret, SignatureForm.EventPlatform, null));
    }

    [Theory]
    [InlineData(SignatureForm.Action)]
    [InlineData(SignatureForm.EventsApi)]
    [InlineData(SignatureForm.EventPlatform)]
    public void Hex_and_base64_are_taken_in_each_form(SignatureForm form)
    {
        string hex = ActionSignature.Sign(s_body, s_secret, form, "1739948408");
        string base64 = Convert.ToBase64String(Bytes(hex));

        Assert.True(Verify(hex));
        Assert.True(Verify(hex.ToUpperInvariant()));
        Assert.True(Verify(base64));
        Assert.Equal(hex, ActionSignature.Normalize(base64, form));
        Assert.Equal(hex, ActionSignature.Normalize(hex.ToUpperInvariant(), form));
        Assert.True(Verify((form == SignatureForm.Action ? "sha512=" : "sha256=") + hex));
        Assert.False(Verify((form == SignatureForm.Action ? "sha256=" : "sha512=") + hex));
        Assert.False(Verify(""));
        Assert.False(Verify(hex + "00"));
        Assert.False(Verify(hex.Substring(2)));
        Assert.False(Verify(base64.TrimEnd('=')));
        Assert.Null(ActionSignature.Normalize(new string('é', hex.Length), form));

        bool Verify(string signature) => ActionSignature.Verify(s_body, signature, [s_secret], form, "1739948408");
    }

    [Fact]
    public void The_events_api_signs_the_timestamp_too()
    {
        string signature = ActionSignature.Sign(Encoding.UTF8.GetBytes("1602565368." + Body), s_secret, SignatureForm.EventPlatform, null);

        Assert.True(ActionSignature.Verify(s_body, signature, [s_secret], SignatureForm.EventsApi, "1602565368"));
        Assert.False(ActionSignature.Verify(s_body, signature, [s_secret], SignatureForm.EventsApi, "1602565369"));
        Assert.False(ActionSignature.Verify(s_body, signature, [s_secret], SignatureForm.EventsApi, null));
        Assert.False(ActionSignature.Verify(s_body, ActionSignature.Sign(s_body, s_secret, SignatureForm.EventsApi, ""), [s_secret], SignatureForm.EventsApi, ""));
    }

    [Fact]
    public void Two_secrets_are_tried_and_none_is_refused()
    {
        string signature = ActionSignature.Sign(s_body, s_secret, SignatureForm.Action, null);

        Assert.True(ActionSignature.Verify(s_body, signature, [s_other, s_secret], SignatureForm.Action, null));
        Assert.True(ActionSignature.Verify(s_body, signature, [s_secret, s_other], SignatureForm.Action, null));
        Assert.False(ActionSignature.Verify(s_body, signature, [s_other], SignatureForm.Action, null));
        Assert.Equal(PimErrorKind.Input, Assert.Throws<PimException>(() => ActionSignature.Verify(s_body, signature, [], SignatureForm.Action, null)).Kind);
        Assert.Equal(PimErrorKind.Input, Assert.Throws<PimException>(() => ActionSignature.Verify(s_body, signature, [s_secret, []], SignatureForm.Action, null)).Kind);
    }

    [Fact]
    public void A_slice_of_a_larger_buffer_is_signed_alone()
    {
        byte[] buffer = [.. "xx"u8, .. s_body, .. "yy"u8];
        string signature = ActionSignature.Sign(s_body, s_secret, SignatureForm.Action, null);

        Assert.True(ActionSignature.Verify(buffer.AsMemory(2, s_body.Length), signature, [s_secret], SignatureForm.Action, null));
    }

    [Theory]
    [InlineData(SignatureForm.Action)]
    [InlineData(SignatureForm.EventsApi)]
    public void Nothing_that_was_changed_is_accepted(SignatureForm form)
    {
        var random = new Random(7);
        string hex = ActionSignature.Sign(s_body, s_secret, form, "1739948408");
        string base64 = Convert.ToBase64String(Bytes(hex));
        for (int i = 0; i < 2000; i++)
        {
            byte[] body = (byte[])s_body.Clone();
            string signature = i % 2 == 0 ? hex : base64;
            string timestamp = "1739948408";
            byte[] secret = (byte[])s_secret.Clone();
            int place = random.Next(body.Length);
            switch (random.Next(8))
            {
                case 0:
                    body[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    body = body.Take(place).ToArray();
                    break;
                case 2:
                    body = [.. body.Take(place), (byte)random.Next(256), .. body.Skip(place)];
                    break;
                case 3:
                    body = [.. body, .. body.Take(place + 1)];
                    break;
                case 4 or 5:
                    signature = Change(signature, random);
                    break;
                case 6:
                    // shorter by two or more, as the end may be '=' already
                    signature = signature.Substring(0, random.Next(signature.Length - 3)) + new string('=', random.Next(3));
                    break;
                default:
                    secret[random.Next(secret.Length)] ^= 1;
                    break;
            }

            Assert.False(ActionSignature.Verify(body, signature, [secret], form, timestamp), $"{i}: {Encoding.UTF8.GetString(body)} {signature}");
        }
    }

    [Fact]
    public void Times_are_read_and_compared_both_ways()
    {
        DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        Assert.Equal(1739948408, SignedTime.Read("1739948408")?.ToUnixTimeSeconds());
        Assert.Equal(now, SignedTime.Read("2026-01-02T04:04:05+01:00"));
        Assert.Equal(now, SignedTime.Read("2026-01-02T03:04:05.000Z"));
        foreach (string? wrong in (string?[])[null, "", " 1", "-1", "1e9", "99999999999999", "yesterday", "01/02/2026"])
        {
            Assert.Null(SignedTime.Read(wrong));
        }

        Assert.True(SignedTime.IsFresh(now.AddMinutes(-5), SignedTime.MaximumAge, now));
        Assert.False(SignedTime.IsFresh(now.AddSeconds(-301), SignedTime.MaximumAge, now));
        Assert.False(SignedTime.IsFresh(now.AddSeconds(301), SignedTime.MaximumAge, now));
        Assert.Equal(1739948408, SignedTime.Find(s_body, SignatureForm.Action, null)?.ToUnixTimeSeconds());
        Assert.Equal(now, SignedTime.Find("""{"time":"2026-01-02T03:04:05.000Z"}"""u8.ToArray(), SignatureForm.EventPlatform, null));
        Assert.Null(SignedTime.Find("nonsense"u8.ToArray(), SignatureForm.Action, null));
    }

    private static string Change(string text, Random random)
    {
        int place = random.Next(text.Length);
        char other;
        do
        {
            other = (char)random.Next(33, 127);
        }
        while (char.ToLowerInvariant(other) == char.ToLowerInvariant(text[place]));

        return text.Substring(0, place) + other + text.Substring(place + 1);
    }

    private static byte[] Bytes(string hex) => [.. Enumerable.Range(0, hex.Length / 2).Select(i => Convert.ToByte(hex.Substring(i * 2, 2), 16))];
}
