using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PimPowerShell.Sandbox.Http;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

public sealed class MultipartTests
{
    private const string Type = "multipart/form-data; boundary=xyz";

    [Fact]
    public void Parts_are_read_with_their_headers()
    {
        string body = "--xyz\r\nContent-Disposition: form-data; name=\"product\"\r\n\r\n{\"a\":1}\r\n"
            + "--xyz\r\nContent-Type: image/png\r\ncontent-disposition: form-data; name=file; filename=\"a;\\\"b\\\".png\"\r\n\r\n\r\n--xy\r\n\r\n--xyz--\r\n";
        Assert.True(Read(Type, body, out IReadOnlyList<MultipartPart> parts));
        Assert.Equal(("product", null, null, "{\"a\":1}"), (parts[0].Name, parts[0].FileName, parts[0].ContentType, parts[0].Text));
        Assert.Equal(("file", "a;\"b\".png", "image/png", "\r\n--xy\r\n"), (parts[1].Name, parts[1].FileName, parts[1].ContentType, parts[1].Text));
    }

    [Fact]
    public void Bytes_stay_as_they_are()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        byte[] body = [.. Encoding.ASCII.GetBytes("--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"), .. all, .. Encoding.ASCII.GetBytes("\r\n--xyz--")];
        Assert.True(MultipartReader.TryRead("Multipart/Form-Data; charset=utf-8; Boundary=\"xyz\"", body, out IReadOnlyList<MultipartPart> parts));
        Assert.Equal(all, parts[0].Bytes.ToArray());
    }

    [Fact]
    public void A_form_may_be_empty()
    {
        Assert.True(Read(Type, "--xyz--\r\n", out IReadOnlyList<MultipartPart> parts));
        Assert.Empty(parts);
    }

    [Theory]
    [InlineData(null, "--xyz--")]
    [InlineData("multipart/form-data", "--xyz--")]
    [InlineData("multipart/mixed; boundary=xyz", "--xyz--")]
    [InlineData("multipart/form-data; boundary=\"\"", "----")]
    [InlineData(Type, "")]
    [InlineData(Type, "preamble\r\n--xyz--")]
    [InlineData(Type, "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1")]
    [InlineData(Type, "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xyz")]
    [InlineData(Type, "--xyz\nContent-Disposition: form-data; name=\"a\"\n\n1\n--xyz--")]
    [InlineData(Type, "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n1\r\n--xyz--")]
    [InlineData(Type, "--xyz\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xyz--")]
    [InlineData(Type, "--xyz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--xyz--")]
    [InlineData(Type, "--xyz\r\nContent-Type: text/plain\r\n\r\n1\r\n--xyz--")]
    [InlineData(Type, "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xyz--more")]
    public void What_is_no_form_is_refused(string? contentType, string body) => Assert.False(Read(contentType, body, out _));

    private static bool Read(string? contentType, string body, out IReadOnlyList<MultipartPart> parts) =>
        MultipartReader.TryRead(contentType, Encoding.UTF8.GetBytes(body), out parts);
}
