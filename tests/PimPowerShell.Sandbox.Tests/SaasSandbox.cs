using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>Sandboxes of the edition that has everything, and what their tests have in common.</summary>
internal static class SaasSandbox
{
    public static TestSandbox Create(string edition = "Serenity") =>
        new(new PimSandboxOptions { ProductCount = 300, Edition = edition, Version = edition == "Serenity" ? "v20250717143807" : "7.0.42" });

    public static Task<Answer> Put(this TestSandbox sandbox, string path, string body) => sandbox.Send(HttpMethod.Put, path, body);

    /// <summary>A call with the token of the connection rather than the app's.</summary>
    public static async Task<Answer> AsUser(this TestSandbox sandbox, HttpMethod method, string path, string? body = null)
    {
        PimSandbox server = sandbox.Sandbox;
        HttpRequestMessage login = new(HttpMethod.Post, "/api/oauth/v1/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password", ["username"] = server.UserName, ["password"] = server.Password,
            }),
        };
        login.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.ClientId}:{server.ClientSecret}")));
        string token = (await sandbox.Send(login)).Json.GetProperty("access_token").GetString()!;
        return await sandbox.Send(method, path, body, change: request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token));
    }

    public static Task<Answer> PostForm(this TestSandbox sandbox, string path, MultipartFormDataContent form) =>
        sandbox.Send(HttpMethod.Post, path, change: request => request.Content = form);

    /// <summary>Asserts that a call was refused with this violation among others.</summary>
    public static void IsInvalid(this Answer answer, string property, string message)
    {
        Assert.Equal(422, answer.Status);
        Assert.Equal("Validation failed.", answer.Message);
        Assert.Contains((property, message), answer.Json.GetProperty("errors").EnumerateArray().Select(error => (error.Text("property"), error.Text("message"))));
    }

    public static void IsRefused(this Answer answer, int status, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(message, answer.Message);
    }
}
