# What is known of media files.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 200 }
    $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
    $null = Select-PimSession $akeneo
    $all = @(Get-PimMediaFile)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimMediaFile' {
    BeforeEach { $null = Select-PimSession $akeneo }

    It 'lists all, page by page' {
        $all.Count | Should -BeGreaterThan 100
        $all[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.MediaFile'
        $all[0].Code | Should -Match '^\w/\w/\w/\w/\w{40}_'
        $all[0].OriginalFilename | Should -Not -BeNullOrEmpty
        $all[0].MimeType | Should -Match '/'
        $all[0].Size | Should -BeGreaterThan 0
        ($all.Code | Sort-Object -Unique).Count | Should -Be $all.Count
        $seen = Measure-Request $sandbox { Get-PimMediaFile -First 3 }
        $seen.Requests | Should -Be 1
        $seen.Query.limit | Should -Be 3
        (Measure-Request $sandbox { Get-PimMediaFile -PageSize 10 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
        (Get-PimMediaFile -IncludeTotalCount -First 0) | Should -Be $all.Count
    }

    It 'reads single ones: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Get-PimMediaFile $all[0].Code, $all[1].Code } }
        @{ What = 'codes from the pipe'; Script = { $all[0].Code, $all[1].Code | Get-PimMediaFile } }
        @{ What = 'files that were read'; Script = { $all[0], $all[1] | Get-PimMediaFile } }
        @{ What = 'rows by property name'; Script = { $all[0], $all[1] | ForEach-Object { [pscustomobject]@{ Code = $_.Code } } | Get-PimMediaFile } }
    ) {
        $read = & $Script
        $read.Code | Should -Be $all[0].Code, $all[1].Code
        $read[0].OriginalFilename | Should -Be $all[0].OriginalFilename
    }

    It 'reads what a product has' {
        $product = Get-PimProduct -First 50 | Where-Object { $_.GetValue('picture') } | Select-Object -First 1
        ($product.GetValue('picture') | Get-PimMediaFile).Code | Should -Be $product.GetValue('picture')
    }

    It 'keeps the slashes of a code and escapes all else: <Code>' -ForEach @(
        @{ Code = 'a/b/plain.png'; Path = 'a/b/plain.png' }
        @{ Code = 'a/# + %.png'; Path = 'a/%23%20%2B%20%25.png' }
        @{ Code = "a/$([char]0xE4)$([char]0x65E5).png"; Path = 'a/%C3%A4%E6%97%A5.png' }
    ) {
        Get-PimMediaFile $Code -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be $Code
        $lines = Get-PimMediaFile $Code -ErrorAction SilentlyContinue -Verbose 4>&1
        "$lines" | Should -BeLike "*/api/rest/v1/media-files/$Path -> 404*"
    }

    It 'never asks elsewhere: <_>' -ForEach '../products', 'a/../../families', 'a//b' {
        $seen = Measure-Request $sandbox { try { Get-PimMediaFile $_ -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'says what is not there, and goes on' {
        (Get-PimMediaFile a/none.png, $all[0].Code -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be $all[0].Code
        $failed.Count | Should -Be 1
    }

    It 'is shown as a table' {
        $all[0] | Format-Table | Out-String -Width 200 | Should -Match 'OriginalFilename\s+MimeType\s+Size\s+Code'
    }
}
