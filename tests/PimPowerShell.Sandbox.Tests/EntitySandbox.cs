using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace PimPowerShell.Sandbox.Tests;

/// <summary>What the tests of records and assets have in common.</summary>
internal static class EntitySandbox
{
    public static TestSandbox Start(string edition) => new(new PimSandboxOptions { ProductCount = 20, Edition = edition });

    /// <summary>Uploads a file of a few bytes, and gives the code that the header tells.</summary>
    public static async Task<string> Upload(TestSandbox sandbox, string path, string header, string name, int size = 5)
    {
        Answer answer = await Post(sandbox, path, form => form.Add(new ByteArrayContent(new byte[size]), "file", name));
        return answer.Headers.GetValues(header).Single();
    }

    public static async Task<Answer> Post(TestSandbox sandbox, string path, Action<MultipartFormDataContent> fill)
    {
        MultipartFormDataContent form = new();
        fill(form);
        HttpRequestMessage request = new(HttpMethod.Post, "/api/rest/v1/" + path) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.Sandbox.AppToken);
        return await sandbox.Send(request);
    }

    public static IEnumerable<(string Property, string Message)> Errors(JsonElement refusal) =>
        refusal.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("property").GetString()!, error.GetProperty("message").GetString()!));

    /// <summary>A value as a body sends it.</summary>
    public static string Value(string data, string? locale = null, string? channel = null) =>
        $$"""[{"locale":{{JsonSerializer.Serialize(locale)}},"channel":{{JsonSerializer.Serialize(channel)}},"data":{{data}}}]""";
}
