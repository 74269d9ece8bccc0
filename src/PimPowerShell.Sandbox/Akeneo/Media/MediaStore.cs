using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Akeneo.Media;

/// <summary>The files that were sent, in their order. A file stays when the value that pointed at it goes.</summary>
internal sealed class MediaStore
{
    private readonly ConcurrentDictionary<string, MediaFile> _byCode = new();
    private readonly List<MediaFile> _inOrder = [];

    public MediaFile? Find(string code) => _byCode.TryGetValue(code, out MediaFile? file) ? file : null;

    /// <summary>Keeps what was sent under a name.</summary>
    public MediaFile Add(string originalName, ReadOnlyMemory<byte> bytes)
    {
        MediaFile file = MediaFile.Create(originalName, bytes.ToArray());
        Add(file);
        return file;
    }

    public void Add(MediaFile file)
    {
        lock (_inOrder)
        {
            _inOrder.Add(file);
        }

        _byCode[file.Code] = file;
    }

    public void Remove(MediaFile file)
    {
        _byCode.TryRemove(file.Code, out _);
        lock (_inOrder)
        {
            _inOrder.Remove(file);
        }
    }

    public IReadOnlyList<MediaFile> All()
    {
        lock (_inOrder)
        {
            return [.. _inOrder];
        }
    }
}
