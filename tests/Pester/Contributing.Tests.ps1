# What CONTRIBUTING.md shows of the sources is still what stands there.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $text = (Get-Content "$root/CONTRIBUTING.md" -Raw) -replace '\r'
    $quotes = foreach ($block in [regex]::Matches($text, '(?ms)^```diff\n--- [^\n]*\n\+\+\+ b/([^\n]+)\n(.*?)^```$')) {
        # each hunk stands in its file as it is here
        foreach ($hunk in [regex]::Split($block.Groups[2].Value, '(?m)^@@.*\n') | Where-Object { $_ }) {
            @{ Path = $block.Groups[1].Value; First = ($hunk -split '\n')[0].Substring(1).Trim(); Hunk = $hunk -replace '(?m)^\+' }
        }
    }
}

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)
}

Describe 'Quote of <Path>' -ForEach $quotes {
    It 'is what the file says: <First>' {
        $lines = (Get-Content "$root/$Path" -Raw) -replace '\r'
        "`n$lines".Contains("`n$Hunk") | Should -BeTrue -Because "CONTRIBUTING.md shows these lines of $Path"
    }
}

Describe 'CONTRIBUTING.md' {
    It 'shows each part of a resource' {
        $quotes = [regex]::Matches((Get-Content "$root/CONTRIBUTING.md" -Raw), '(?m)^\+\+\+ b/\S+\.(\w+)') | ForEach-Object { $_.Groups[1].Value }
        'cs', 'psd1', 'ps1xml', 'md', 'ps1' | Where-Object { $_ -notin $quotes } | Should -BeNullOrEmpty
    }
}
